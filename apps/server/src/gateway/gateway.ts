import type { Server as HttpServer } from 'node:http'
import { limits } from '@tandem/protocol'
import { frameEvent, socketParser } from '@tandem/protocol/socket-parser'
import { Server } from 'socket.io'
import { Dispatch, type DispatchParts } from './dispatch.ts'
import { socketConnection } from './socket-connection.ts'

/** The door: sockets come in here, and nothing behind it knows of Socket.IO. */
export type Gateway = {
  /** How many connections are open. */
  readonly size: () => number
  /** Lets nobody in any more. */
  refuseNew(): void
  /** Cuts everybody and stops listening. */
  close(): Promise<void>
}

/** Opens the door on an HTTP server, for the sites with these origins. */
export function openGateway(http: HttpServer, origins: readonly string[], parts: DispatchParts): Gateway {
  const allowed = new Set(origins)
  let refusing = false
  const io = new Server(http, {
    parser: socketParser,
    transports: ['websocket'],
    // CORS does not guard WebSockets: without this any page could speak with a visitor's rights.
    allowRequest: (request, decide) => decide(null, !refusing && allowed.has(request.headers.origin ?? '')),
    maxHttpBufferSize: limits.maxFrameBytes + 1,
    pingInterval: limits.pingIntervalMs,
    pingTimeout: limits.pingTimeoutMs,
    connectTimeout: limits.helloDeadlineMs,
    // Compression bombs, and memory for each connection: not worth what small frames would save.
    perMessageDeflate: false,
    httpCompression: false,
    serveClient: false,
  })
  io.on('connection', (socket) => {
    parts.metrics.connections.inc()
    const connection = socketConnection(socket)
    const dispatch = new Dispatch(parts, connection)
    const deadline = setTimeout(() => {
      if (!dispatch.greeted) socket.disconnect(true)
    }, limits.helloDeadlineMs)
    socket.on(frameEvent, (frame: unknown) => dispatch.receive(frame))
    socket.on('disconnect', () => {
      clearTimeout(deadline)
      parts.metrics.connections.dec()
      dispatch.disconnected()
    })
  })
  return {
    size: () => io.engine.clientsCount,
    refuseNew() {
      refusing = true
    },
    close: () => io.close(),
  }
}
