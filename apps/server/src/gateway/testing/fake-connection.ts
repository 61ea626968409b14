import { EventEmitter } from 'node:events'
import { type Downstream, decodeDownstream } from '@tandem/protocol'
import { FakeClock } from '@tandem/protocol/testing'
import { pino } from 'pino'
import type { Socket } from 'socket.io'
import type { ServerLimits } from '../../limits/server-limits.ts'
import { createMetrics } from '../../observability/metrics.ts'
import { AccessLease } from '../../rooms/access-lease.ts'
import { ClientConnection } from '../client-connection.ts'
import { TurnEnd } from '../outgoing.ts'
import { SocketWire } from '../socket-wire.ts'
import { WebSocketFrames } from '../web-socket-frames.ts'

/** A connection over a socket that goes nowhere: what is sent stays where a test sees it. */
export function fakeConnection(limits: ServerLimits) {
  const clock = new FakeClock()
  const lines: Record<string, unknown>[] = []
  const received: Downstream[] = []
  const ends: string[] = []
  const tcp = Object.assign(new EventEmitter(), {
    writable: true,
    writableLength: 0,
    bytesWritten: 0,
    _handle: { writeQueueSize: 0 },
    // What is told fits into one byte of length.
    write: (frame: Uint8Array) => received.push(decodeDownstream(frame.subarray(2))),
  })
  const conn = {
    readyState: 'open',
    transport: { socket: { terminate: () => ends.push('terminated') } },
    writeBuffer: [],
  }
  const socket = { conn, request: { socket: tcp }, disconnect: () => ends.push('disconnected') }
  const logger = pino({ level: 'warn' }, { write: (line: string) => lines.push(JSON.parse(line)) })
  // Everything goes out at once: a test looks at what was said, not at when.
  const turnEnd = new TurnEnd((callback) => callback(), new AccessLease([]))
  const metrics = createMetrics()
  const parts = { limits, turnEnd, clock, logger, metrics }
  const wire = new SocketWire(socket as unknown as Socket, new WebSocketFrames())
  const connection = new ClientConnection(wire, 7, parts)
  return { connection, clock, lines, received, ends, tcp, conn, metrics }
}
