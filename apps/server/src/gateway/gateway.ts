import type { Server as HttpServer, IncomingMessage } from 'node:http'
import { type ErrorCode, limits as wireLimits } from '@tandem/protocol'
import { clientAddress } from '@tandem/protocol/client-address'
import { frameEvent, socketParser } from '@tandem/protocol/socket-parser'
import { Server, type Socket } from 'socket.io'
import { tokenBucket } from '../limits/token-bucket.ts'
import type { Logger } from '../observability/logger.ts'
import type { Metrics } from '../observability/metrics.ts'
import { farewellMs } from './client-connection.ts'
import type { Door } from './door.ts'
import { SocketWire } from './socket-wire.ts'
import { trimSocket } from './trim-socket.ts'
import { terminate } from './unsent.ts'
import type { Visit } from './visit.ts'
import { WebSocketFrames } from './web-socket-frames.ts'

/** Carries frames between sockets and the door; nothing behind it knows of Socket.IO. */
export type Gateway = {
  /** How many connections are open. */
  readonly size: () => number
  /** Lets everybody go who is left, and stops listening. */
  close(): Promise<void>
}

/** What a gateway is made with. */
export type GatewayParts = {
  readonly door: Door
  /** The sites that may connect: exact origins. */
  readonly origins: readonly string[]
  /** Proxies of our own in front of this server, whose word about addresses counts. */
  readonly trustedProxies: number
  readonly logger: Logger
  readonly metrics: Metrics
}

/** A connection as Engine.IO has it. */
type Transport = Socket['conn']

/** Ends of a connection that an honest client does not cause. */
const ends = new Set(['parse error', 'transport error', 'forced close'])
const doorLinesPerSecond = 10

/** Opens the gateway on an HTTP server. */
export function openGateway(http: HttpServer, parts: GatewayParts): Gateway {
  const { door, metrics, logger } = parts
  const allowed = new Set(parts.origins)

  /** Anybody can knock: they do not fill the log. */
  const doorLines = tokenBucket(doorLinesPerSecond, doorLinesPerSecond)
  const refusedAtDoor = (code: ErrorCode, address: string | null) => {
    metrics.refusals.inc({ code })
    if (doorLines.tryRemoveTokens(1)) logger.warn({ code, address }, 'refused at the door')
  }

  const answers = http.listeners('request')
  const io = new Server(http, {
    parser: socketParser,
    transports: ['websocket'],
    // CORS does not guard WebSockets: without this any page could speak with a visitor's rights.
    allowRequest(request, decide) {
      if (door.refusing) return decide('leaving', false)
      const address = addressOf(request, parts.trustedProxies)
      if (!allowed.has(request.headers.origin ?? '')) {
        refusedAtDoor('forbidden', address)
        return decide('not from there', false)
      }
      const gone = door.admission.arrive(address)
      if (!gone) {
        refusedAtDoor('too_many_connections', address)
        return decide('too many connections', false)
      }
      // The connection's own end is the only thing that every way of it has in common.
      request.socket.on('close', gone)
      decide(null, true)
    },
    maxHttpBufferSize: wireLimits.maxFrameBytes,
    pingInterval: wireLimits.pingIntervalMs,
    pingTimeout: wireLimits.pingTimeoutMs,
    connectTimeout: wireLimits.helloDeadlineMs,
    // Compression bombs, and memory for each connection: not worth what small frames would save.
    perMessageDeflate: false,
    httpCompression: false,
    serveClient: false,
  })
  // Only WebSockets are served: a request for anything else is answered as on every other path, and not by Engine.IO.
  http.removeAllListeners('request')
  for (const answer of answers) http.on('request', (request, response) => void answer.call(http, request, response))
  // A session id names a connection that is to be taken over: polling does that, which is not served here, or a thief.
  io.engine.use((request: IncomingMessage, _: unknown, next: (refusal?: Error) => void) => {
    next(namesSession(request.url ?? '') ? new Error('no session ids') : undefined)
  })
  // Listeners are the same for all: one of its own for each connection, and what it holds, is memory times thousands.
  const visits = new WeakMap<object, Visit>()
  function closed(this: Transport, reason: string): void {
    setTimeout(() => terminate(this), farewellMs).unref()
    const connection = visits.get(this)?.connection
    // What it said was no WebSocket's, Engine.IO's or Socket.IO's word, or it said nothing: nobody could be told why.
    if (door.refusing || connection?.toldWhy === true || !ends.has(reason)) return
    logger.warn({ connection: connection?.id, reason }, 'closed')
  }
  function failed(): void {
    metrics.badFrames.inc()
  }
  function came(this: Socket, frame: unknown): void {
    visits.get(this.conn)?.receive(frame)
  }
  function left(this: Socket): void {
    visits.get(this.conn)?.gone()
  }
  io.engine.on('connection', (transport: Transport) => transport.on('close', closed))
  const frames = new WebSocketFrames()
  io.on('connection', (socket) => {
    visits.set(socket.conn, door.enter(new SocketWire(socket, frames)))
    trimSocket(socket)
    // Without a listener Socket.IO writes it to the console. The connection ends by itself.
    socket.on('error', failed)
    socket.on(frameEvent, came)
    socket.on('disconnect', left)
  })

  return {
    size: () => io.engine.clientsCount,
    async close() {
      await door.close()
      await io.close()
    },
  }
}

function addressOf({ socket, headers }: IncomingMessage, trustedProxies: number): string | null {
  return clientAddress({ remote: socket.remoteAddress, forwarded: headers['x-forwarded-for'], trustedProxies })
}

/** Whether a request names a session, however its name is spelled: it is read here as it is read there. */
function namesSession(url: string): boolean {
  return new URLSearchParams(url.slice(url.indexOf('?') + 1)).has('sid')
}
