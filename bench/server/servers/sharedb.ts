// ShareDB with its default storage, in memory, over WebSockets.
import { createServer } from 'node:http'
import { Duplex } from 'node:stream'
import ShareDB from 'sharedb'
import { type RawData, type WebSocket, WebSocketServer } from 'ws'
import { listen } from './listening.ts'

const backend = new ShareDB()
const http = createServer()
new WebSocketServer({ server: http }).on('connection', (socket) => backend.listen(new JsonStream(socket)))
listen(http)

/** The messages of a WebSocket as ShareDB wants them: a stream of objects. */
class JsonStream extends Duplex {
  readonly #socket: WebSocket

  constructor(socket: WebSocket) {
    super({ objectMode: true })
    this.#socket = socket
    socket.on('message', (data: RawData) => this.push(JSON.parse(String(data))))
    socket.on('close', () => {
      this.push(null)
      this.end()
      this.emit('close')
      this.emit('end')
    })
    this.on('finish', () => socket.close())
  }

  override _read(): void {}

  override _write(message: unknown, _: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#socket.send(JSON.stringify(message), (error) => done(error ?? null))
  }
}
