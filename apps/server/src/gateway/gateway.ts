import type { Server as HttpServer, IncomingMessage } from 'node:http'
import { type Clock, type ErrorCode, limits as wireLimits } from '@tandem/protocol'
import { frameEvent, socketParser } from '@tandem/protocol/socket-parser'
import { Server, type Socket } from 'socket.io'
import { Admission } from '../limits/admission.ts'
import { clientAddress } from '../limits/client-address.ts'
import { DocumentRate } from '../limits/document-rate.ts'
import { Overload } from '../limits/overload.ts'
import type { ServerLimits } from '../limits/server-limits.ts'
import { SharedByKey } from '../limits/shared-by-key.ts'
import { tokenBucket } from '../limits/token-bucket.ts'
import { endOfTurn, eventLoopDelay } from '../machine.ts'
import { sentenceOf } from '../rooms/error-sentences.ts'
import { Dispatch, type DispatchParts } from './dispatch.ts'
import { TurnEnd } from './outgoing.ts'
import { farewellMs, SocketConnection } from './socket-connection.ts'
import { trimSocket } from './trim-socket.ts'
import { terminate } from './unsent.ts'

/** The door: sockets come in here, and nothing behind it knows of Socket.IO. */
export type Gateway = {
  /** How many connections are open. */
  readonly size: () => number
  /** Bytes that were sent and that their readers have not taken. */
  readonly unsentBytes: () => number
  /** Lets nobody in any more. */
  refuseNew(): void
  /** Tells everybody who is left that the server leaves, cuts them, and stops listening. */
  close(): Promise<void>
}

/** What the door is made with: how it limits who comes in, it sees to itself. */
export type GatewayParts = Omit<DispatchParts, 'admission' | 'documentRates' | 'overload' | 'leaving'> & {
  readonly clock: Clock
  readonly limits: ServerLimits
  /** The sites that may connect: exact origins. */
  readonly origins: readonly string[]
  /** Proxies of our own in front of this server, whose word about addresses counts. */
  readonly trustedProxies: number
}

/** Ends of a connection that an honest client does not cause. */
const ends = new Set(['parse error', 'transport error', 'forced close'])
const doorLinesPerSecond = 10

/** How often it is looked whether readers take what they are sent. */
const readerCheckMs = 1_000

/** Opens the door on an HTTP server. */
export function openGateway(http: HttpServer, parts: GatewayParts): Gateway {
  const { limits, clock, metrics, logger } = parts
  const allowed = new Set(parts.origins)
  const admission = new Admission(limits)
  const overload = new Overload(limits, clock, eventLoopDelay())
  const documentRates = new SharedByKey(
    () => new DocumentRate(limits.documentChangesPerSecond),
    () => true,
  )
  const leaving = () => refusing
  const dispatchParts: DispatchParts = { ...parts, admission, documentRates, overload, leaving }
  const connections = new Set<SocketConnection>()
  let refusing = false
  let nextId = 1
  let cancelCheck = () => {}

  /** Anybody can knock: they do not fill the log. */
  const doorLines = tokenBucket(doorLinesPerSecond, doorLinesPerSecond)
  const refusedAtDoor = (code: ErrorCode, address: string | null) => {
    metrics.refusals.inc({ code })
    if (doorLines.tryRemoveTokens(1)) logger.warn({ code, address }, 'refused at the door')
  }

  const turnEnd = new TurnEnd(endOfTurn)
  const io = new Server(http, {
    parser: socketParser,
    transports: ['websocket'],
    // CORS does not guard WebSockets: without this any page could speak with a visitor's rights.
    allowRequest(request, decide) {
      if (refusing) return decide('leaving', false)
      const address = clientAddress(request, parts.trustedProxies)
      if (!allowed.has(request.headers.origin ?? '')) {
        refusedAtDoor('forbidden', address)
        return decide('not from there', false)
      }
      const gone = admission.arrive(address)
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
  // A session id names a connection that is to be taken over: polling does that, which is not served here, or a thief.
  io.engine.use((request: IncomingMessage, _: unknown, next: (refusal?: Error) => void) => {
    next(/[?&]sid=/i.test(request.url ?? '') ? new Error('no session ids') : undefined)
  })
  const byTransport = new WeakMap<object, SocketConnection>()
  io.engine.on('connection', (transport: Socket['conn']) => {
    transport.on('close', (reason) => {
      setTimeout(() => terminate(transport), farewellMs).unref()
      const connection = byTransport.get(transport)
      // What it said was no WebSocket's, Engine.IO's or Socket.IO's word, or it said nothing: nobody could be told why.
      if (refusing || connection?.toldWhy === true || !ends.has(reason)) return
      logger.warn({ connection: connection?.id, reason }, 'closed')
    })
  })
  const connectionParts = { limits, turnEnd, clock, logger, metrics }
  io.on('connection', (socket) => {
    metrics.connections.inc()
    const connection = new SocketConnection(socket, nextId++, connectionParts)
    const dispatch = new Dispatch(dispatchParts, connection)
    connections.add(connection)
    trimSocket(socket)
    byTransport.set(socket.conn, connection)
    // Without a listener Socket.IO writes it to the console. The connection ends by itself.
    socket.on('error', () => metrics.badFrames.inc())
    let deadline: NodeJS.Timeout | null = setTimeout(() => {
      deadline = null
      if (!dispatch.greeted) socket.disconnect(true)
    }, wireLimits.helloDeadlineMs)
    socket.on(frameEvent, (frame: unknown) => dispatch.receive(frame))
    socket.on('disconnect', () => {
      if (deadline) clearTimeout(deadline)
      metrics.connections.dec()
      connections.delete(connection)
      dispatch.disconnected()
    })
  })
  const checkReaders = () => {
    cancelCheck = clock.after(readerCheckMs, () => {
      const now = clock.now()
      for (const connection of connections) connection.checkReader(now)
      checkReaders()
    })
  }
  checkReaders()

  return {
    size: () => io.engine.clientsCount,
    unsentBytes: () => [...connections].reduce((sum, { unsentBytes }) => sum + unsentBytes, 0),
    refuseNew() {
      refusing = true
    },
    async close() {
      cancelCheck()
      overload.close()
      // Those who are in no room: they have not said hello, or are on their way in or out.
      for (const connection of connections) {
        connection.close({ kind: 'error', code: 'drain', message: sentenceOf('drain'), rseq: 0 })
      }
      // A connection stays open until its client had the time to hear why.
      if (connections.size > 0) await new Promise<void>((resolve) => clock.after(farewellMs, resolve))
      await io.close()
    },
  }
}
