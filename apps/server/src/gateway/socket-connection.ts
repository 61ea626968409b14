import { type Downstream, encodeDownstream, limits } from '@tandem/protocol'
import { frameEvent } from '@tandem/protocol/socket-parser'
import type { Socket } from 'socket.io'
import type { SessionConnection } from '../rooms/room-session.ts'

/** Time for the reason to reach the client before the connection is cut. */
const farewellMs = 200

/** A Socket.IO socket as the rooms see it. */
export function socketConnection(socket: Socket): SessionConnection {
  let closed = false
  socket.on('disconnect', () => {
    closed = true
  })
  return {
    get closed() {
      return closed
    },
    get congested() {
      return backlogBytes(socket) > limits.maxBacklogBytes
    },
    send(frame) {
      if (!closed) socket.emit(frameEvent, frame)
    },
    async drained() {
      while (!closed && backlogBytes(socket) > limits.maxBacklogBytes) {
        await new Promise<void>((resolve) => {
          // `drain` says that the engine handed over what it had, not that the peer took it: look again then.
          const timer = setTimeout(resolve, farewellMs)
          socket.conn.once('drain', () => {
            clearTimeout(timer)
            resolve()
          })
        })
      }
    },
    close(error: Extract<Downstream, { kind: 'error' }>) {
      if (closed) return
      socket.emit(frameEvent, encodeDownstream(error))
      closed = true
      setTimeout(() => socket.disconnect(true), farewellMs).unref()
    },
  }
}

/** Bytes that were sent and that the peer has not taken: in the engine's buffer and in the WebSocket's. */
function backlogBytes(socket: Socket): number {
  const transport: unknown = Reflect.get(socket.conn, 'transport')
  const webSocket: unknown = typeof transport === 'object' && transport ? Reflect.get(transport, 'socket') : null
  const buffered: unknown = typeof webSocket === 'object' && webSocket ? Reflect.get(webSocket, 'bufferedAmount') : 0
  return typeof buffered === 'number' ? buffered : 0
}
