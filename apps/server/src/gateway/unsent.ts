import type { Socket as TcpSocket } from 'node:net'
import type { Socket } from 'socket.io'
import type { Unsent } from '../limits/send-budget.ts'

/**
 * What was sent to a socket and not taken by the network: in Node's buffer, and in Engine.IO's while that is busy. How much
 * of it waits in how many pieces, and how far the operating system is, has no public name: what is not there counts as
 * nothing.
 */
export function unsentTo(connection: Socket['conn'], tcp: TcpSocket): Unsent {
  const waiting = fieldOf(connection, 'writeBuffer')
  const buffered = tcp.writableLength
  let bytes = buffered
  let messages = buffered > 0 ? 1 + numberOf(fieldOf(tcp, '_writableState'), 'bufferedRequestCount') : 0
  if (Array.isArray(waiting)) {
    messages += waiting.length
    for (const packet of waiting) bytes += lengthOf(fieldOf(packet, 'data'))
  }
  // Of a large message that is on its way only the operating system knows how far it is.
  const inKernel = numberOf(fieldOf(tcp, '_handle'), 'writeQueueSize')
  return { bytes, messages, mark: tcp.bytesWritten - buffered - inKernel }
}

/** Ends a connection at once. The polite way waits half a minute for an answer, which not everybody gives. */
export function terminate(connection: Socket['conn']): void {
  const webSocket = fieldOf(fieldOf(connection, 'transport'), 'socket')
  const end = fieldOf(webSocket, 'terminate')
  if (typeof end === 'function') end.call(webSocket)
}

function fieldOf(holder: unknown, name: string): unknown {
  return typeof holder === 'object' && holder !== null ? Reflect.get(holder, name) : undefined
}

function numberOf(holder: unknown, name: string): number {
  const value = fieldOf(holder, name)
  return typeof value === 'number' ? value : 0
}

function lengthOf(data: unknown): number {
  return data instanceof Uint8Array || typeof data === 'string' ? data.length : 0
}
