import { limits } from '@tandem/protocol'
import { clientSocketParser, frameEvent } from '@tandem/protocol/socket-parser'
import { io, NodeWebSocket } from 'socket.io-client'
import type { Connection, ConnectionEvents, Transport } from './transport.ts'

/** How long a connection may take to come up. */
const connectTimeoutMs = 10_000

/**
 * Frames over a Socket.IO WebSocket to `url` (for example `https://collab.example.com`). The server wants to know which
 * site speaks to it: a browser says so by itself, a program outside one names the `origin` it belongs to.
 */
export function socketIoTransport(url: string, origin?: string): Transport {
  return { open: (events) => openSocket(url, origin, events) }
}

function openSocket(url: string, origin: string | undefined, events: ConnectionEvents): Connection {
  // No reconnection, no retries and no buffer of Socket.IO's: after a reconnect the session has to say `hello` and to
  // catch up before anything else is sent.
  const socket = io(url, {
    parser: clientSocketParser,
    // As a class, so that the others can be left out. In a browser it is the browser's own WebSocket.
    transports: [NodeWebSocket],
    reconnection: false,
    forceNew: true,
    timeout: connectTimeoutMs,
    autoConnect: false,
    ...(origin === undefined ? {} : { extraHeaders: { origin } }),
  })
  let over = false
  const end = (reason: string) => {
    if (over) return
    over = true
    socket.off()
    // Socket.IO's own farewell would come to the server together with what was sent right before it, which it then ignores.
    if (socket.connected) socket.io.engine.close()
    else socket.disconnect()
    // Any other end is noticed when it comes.
    events.closed(reason, reason === 'ping timeout' ? limits.pingIntervalMs + limits.pingTimeoutMs : 0)
  }
  socket.on('connect', () => events.opened())
  socket.on(frameEvent, (frame: unknown) => {
    if (frame instanceof Uint8Array) events.frame(frame)
  })
  socket.on('connect_error', (error) => end(error.message))
  socket.on('disconnect', (reason) => end(reason))
  socket.connect()
  return {
    send(frame) {
      if (socket.connected) socket.emit(frameEvent, frame)
    },
    close: () => end('closed here'),
  }
}
