import { joinFrames } from '@tandem/protocol/socket-parser'
import type { EndOfTurn } from '../end-of-turn.ts'
import type { AccessLease } from '../rooms/access-lease.ts'
import type { Wire } from './wire.ts'

/**
 * What a node sends goes out at the end of the turn of the event loop in which it was said: everything that one turn has
 * for a connection is one message, so one system call for the server and one event for the client.
 *
 * A process may be stopped for long in the middle of a turn. What was said while people might read it, and is not with
 * them when the lease has run out, is held back until it is known who still may.
 */
export class TurnEnd {
  readonly #endOfTurn: EndOfTurn
  readonly #lease: Pick<AccessLease, 'valid' | 'renewed'>
  #waiting: Outgoing[] = []

  constructor(endOfTurn: EndOfTurn, lease: Pick<AccessLease, 'valid' | 'renewed'>) {
    this.#endOfTurn = endOfTurn
    this.#lease = lease
  }

  /** Flushes a connection's frames at the end of this turn. */
  add(outgoing: Outgoing): void {
    if (this.#waiting.push(outgoing) > 1) return
    // Without the lease rooms say nothing that only some may read: errors and the like go out all the same.
    const mayRead = this.#lease.valid
    this.#endOfTurn(() => {
      const waiting = this.#waiting
      this.#waiting = []
      if (mayRead) this.#flushReadable(waiting)
      else for (const one of waiting) one.flush()
    })
  }

  #flushReadable(waiting: readonly Outgoing[]): void {
    for (const [at, one] of waiting.entries()) {
      if (!this.#lease.valid) {
        const late = waiting.slice(at)
        for (const held of late) held.hold()
        void this.#lease.renewed().then(() => this.#flushReadable(late))
        return
      }
      one.flush()
    }
  }
}

/** One connection's frames on their way out. */
export class Outgoing {
  readonly #turnEnd: TurnEnd
  readonly #wire: Pick<Wire, 'write'>
  #frames: Uint8Array[] = []
  #isHeld = false

  constructor(turnEnd: TurnEnd, wire: Pick<Wire, 'write'>) {
    this.#turnEnd = turnEnd
    this.#wire = wire
  }

  /** Sends a frame behind the ones before it, at the end of this turn. */
  add(frame: Uint8Array): void {
    if (this.#frames.push(frame) === 1) this.#turnEnd.add(this)
  }

  /** Keeps what was said so far until the next flush, unless the connection ends before. */
  hold(): void {
    this.#isHeld = true
  }

  /** Sends the last frame now, behind what was said so far; what is held back nobody gets any more. */
  end(frame: Uint8Array): void {
    if (this.#isHeld) this.drop()
    this.#frames.push(frame)
    this.flush()
  }

  /** Sends now what was said so far. */
  flush(): void {
    this.#isHeld = false
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
