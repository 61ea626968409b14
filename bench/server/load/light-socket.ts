import { randomBytes } from 'node:crypto'
import { request } from 'node:http'
import type { Socket } from 'node:net'
import { clientFrame, type FrameEvents, FrameReader } from './frame-reader.ts'

/** What a light socket tells. */
export type LightEvents = Pick<FrameEvents, 'wants' | 'message'> & {
  /** It is over, and nobody here closed it. */
  closed(reason: string): void
}

/**
 * A WebSocket that costs next to nothing: it looks only into messages that are wanted. A crowd of clients on one processor
 * beside the server that is measured has to be made of such.
 */
export class LightSocket {
  readonly #socket: Socket
  readonly #events: LightEvents
  #over = false

  private constructor(socket: Socket, head: Buffer, events: LightEvents) {
    this.#socket = socket
    this.#events = events
    const reader = new FrameReader({
      wants: (isText, first) => events.wants(isText, first),
      message: (content, isText) => events.message(content, isText),
      ping: (content) => socket.write(clientFrame('pong', content)),
      close: (code) => this.#end(`the server closed with ${code}`),
    })
    socket.setNoDelay(true)
    socket.on('data', (chunk: Buffer) => reader.push(chunk))
    socket.on('error', (error) => this.#end(error.message))
    socket.on('close', () => this.#end('the connection ended'))
    if (head.length > 0) reader.push(head)
  }

  /** Connects. `url` begins with `http:`. Rejects when the server doesn't speak WebSocket there. */
  static open(url: string, headers: Readonly<Record<string, string>>, events: LightEvents): Promise<LightSocket> {
    return new Promise((resolve, reject) => {
      const upgrade = {
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': randomBytes(16).toString('base64'),
      }
      const call = request(url, { headers: { ...headers, ...upgrade }, agent: false })
      call.on('upgrade', (_, socket: Socket, head: Buffer) => resolve(new LightSocket(socket, head, events)))
      call.on('response', ({ statusCode }) => reject(new Error(`${url}: status ${statusCode} instead of a WebSocket`)))
      call.on('error', reject)
      call.end()
    })
  }

  send(content: Uint8Array | string): void {
    if (this.#over) return
    this.#socket.write(
      typeof content === 'string' ? clientFrame('text', Buffer.from(content)) : clientFrame('binary', content),
    )
  }

  /** Reads nothing any more: the server's messages pile up, here and there. */
  stopReading(): void {
    this.#socket.pause()
  }

  close(): void {
    this.#over = true
    this.#socket.destroy()
  }

  #end(reason: string): void {
    if (this.#over) return
    this.#over = true
    this.#socket.destroy()
    this.#events.closed(reason)
  }
}
