import { joinFrames } from '@tandem/protocol/socket-parser'
import type { EndOfTurn } from '../end-of-turn.ts'

/** Sends one WebSocket message, given as it is on the wire. */
export type SendMessage = (message: Uint8Array, wire: Uint8Array) => void

/**
 * What a node sends goes out at the end of the turn of the event loop in which it was said: everything that one turn has
 * for a connection is one message, so one system call for the server and one event for the client. A message that many
 * get is made once.
 */
export class TurnEnd {
  readonly #endOfTurn: EndOfTurn
  readonly #wires = new WeakMap<Uint8Array, Uint8Array>()
  #waiting: Outgoing[] = []

  constructor(endOfTurn: EndOfTurn) {
    this.#endOfTurn = endOfTurn
  }

  /** Flushes a connection's frames at the end of this turn. */
  add(outgoing: Outgoing): void {
    if (this.#waiting.push(outgoing) > 1) return
    this.#endOfTurn(() => {
      const waiting = this.#waiting
      this.#waiting = []
      for (const one of waiting) one.flush()
    })
  }

  /** The frame of the WebSocket protocol that carries a message. */
  wireOf(message: Uint8Array): Uint8Array {
    const known = this.#wires.get(message)
    if (known) return known
    const wire = webSocketFrame(message)
    this.#wires.set(message, wire)
    return wire
  }
}

/** One connection's frames on their way out. */
export class Outgoing {
  readonly #turnEnd: TurnEnd
  readonly #send: SendMessage
  #frames: Uint8Array[] = []

  constructor(turnEnd: TurnEnd, send: SendMessage) {
    this.#turnEnd = turnEnd
    this.#send = send
  }

  /** Sends a frame behind the ones before it, at the end of this turn. */
  add(frame: Uint8Array): void {
    if (this.#frames.push(frame) === 1) this.#turnEnd.add(this)
  }

  /** Sends now what was said so far. */
  flush(): void {
    if (this.#frames.length === 0) return
    const message = joinFrames(this.#frames)
    this.#frames = []
    this.#send(message, this.#turnEnd.wireOf(message))
  }
}

const finalBinary = 0x82
const shortest = 125
const short = 0xffff

/** A whole binary message from a server (RFC 6455, 5.2): nothing is masked. */
export function webSocketFrame(message: Uint8Array): Uint8Array {
  const { length } = message
  const header = length <= shortest ? 2 : length <= short ? 4 : 10
  const frame = Buffer.allocUnsafe(header + length)
  frame[0] = finalBinary
  if (length <= shortest) {
    frame[1] = length
  } else if (length <= short) {
    frame[1] = 126
    frame.writeUInt16BE(length, 2)
  } else {
    frame[1] = 127
    frame.writeBigUInt64BE(BigInt(length), 2)
  }
  frame.set(message, header)
  return frame
}
