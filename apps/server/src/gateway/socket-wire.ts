import type { Socket } from 'socket.io'
import type { Unsent } from '../limits/send-budget.ts'
import { terminate, unsentTo } from './unsent.ts'
import type { WebSocketFrames } from './web-socket-frames.ts'
import type { Wire } from './wire.ts'

/** The way to a client over its Socket.IO socket. */
export class SocketWire implements Wire {
  readonly #socket: Socket
  readonly #frames: WebSocketFrames

  constructor(socket: Socket, frames: WebSocketFrames) {
    this.#socket = socket
    this.#frames = frames
  }

  write(message: Uint8Array): void {
    // What Socket.IO and Engine.IO would do for each socket is done already, once for all that get the message.
    const made = { compress: false, wsPreEncodedFrame: [this.#frames.of(message)] }
    this.#socket.conn.write(message, made)
  }

  get unsent(): Unsent {
    return unsentTo(this.#socket)
  }

  onceDrained(callback: () => void): () => void {
    const { conn } = this.#socket
    conn.once('drain', callback)
    return () => conn.off('drain', callback)
  }

  end(how: 'after-all' | 'at-once'): void {
    if (how === 'at-once') terminate(this.#socket.conn)
    else this.#socket.disconnect(true)
  }
}
