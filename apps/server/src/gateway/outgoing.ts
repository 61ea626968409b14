import { joinFrames } from '@tandem/protocol/socket-parser'
import type { EndOfTurn } from '../end-of-turn.ts'
import type { Wire } from './wire.ts'

/**
 * What a node sends goes out at the end of the turn of the event loop in which it was said: everything that one turn has
 * for a connection is one message, so one system call for the server and one event for the client.
 */
export class TurnEnd {
  readonly #endOfTurn: EndOfTurn
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
}

/** One connection's frames on their way out. */
export class Outgoing {
  readonly #turnEnd: TurnEnd
  readonly #wire: Pick<Wire, 'write'>
  #frames: Uint8Array[] = []

  constructor(turnEnd: TurnEnd, wire: Pick<Wire, 'write'>) {
    this.#turnEnd = turnEnd
    this.#wire = wire
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
    this.#wire.write(message)
  }

  /** Nobody takes what was not sent yet. */
  drop(): void {
    this.#frames = []
  }
}
