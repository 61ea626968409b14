import type { Socket as TcpSocket } from 'node:net'
import type { Socket } from 'socket.io'
import type { Unsent } from '../limits/send-budget.ts'
import { terminate, unsentTo } from './unsent.ts'
import type { WebSocketFrames } from './web-socket-frames.ts'
import type { Wire } from './wire.ts'

/**
 * The way to a client over its Socket.IO socket. Frames of the WebSocket protocol are made once for all that get them, and
 * go to the network connection itself: what Socket.IO, Engine.IO and `ws` do with a packet on its way there would cost a third
 * of what the system call costs. Their own packets (pings, the last words) go the same way, each whole, so nothing is torn.
 */
export class SocketWire implements Wire {
  readonly #socket: Socket
  readonly #tcp: TcpSocket
  readonly #frames: WebSocketFrames

  /** Requires that the socket has its request yet. */
  constructor(socket: Socket, frames: WebSocketFrames) {
    this.#socket = socket
    this.#tcp = socket.request.socket
    this.#frames = frames
  }

  write(message: Uint8Array): void {
    // Behind the WebSocket's last frame nothing may be said.
    if (this.#socket.conn.readyState === 'open' && this.#tcp.writable) this.#tcp.write(this.#frames.of(message))
  }

  get unsent(): Unsent {
    return unsentTo(this.#socket.conn, this.#tcp)
  }

  onceDrained(callback: () => void): () => void {
    this.#tcp.once('drain', callback)
    return () => this.#tcp.off('drain', callback)
  }

  end(how: 'after-all' | 'at-once'): void {
    if (how === 'at-once') terminate(this.#socket.conn)
    else this.#socket.disconnect(true)
  }
}
