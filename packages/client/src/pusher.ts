import { type Clock, limits } from '@tandem/protocol'
import type { Outbox } from './outbox.ts'

/** Changes that may be without their echo: the rest waits here, so that a server's queue stays short. */
export const maxInFlight = 2 * limits.maxPushChanges
/** A change that a live connection has not echoed for this long: the connection is not what it seems. */
export const stallMs = 10_000
/** How long a server that is busy is left alone. */
export const patienceMs = 1_000

/** What a pusher needs of the connection. */
export type PusherEvents = {
  readonly joined: () => boolean
  push(changes: readonly Uint8Array[]): void
  /** Changes go out and nothing comes back. */
  stalled(): void
}

/** Sends what is in the outbox: when, how much at once, and again when the server asks for it. */
export class Pusher {
  readonly #outbox: Outbox
  readonly #clock: Clock
  readonly #events: PusherEvents
  #scheduled = false
  #cancelStall: (() => void) | null = null
  #cancelPatience: (() => void) | null = null

  constructor(outbox: Outbox, clock: Clock, events: PusherEvents) {
    this.#outbox = outbox
    this.#clock = clock
    this.#events = events
  }

  /** Sends at the end of this turn: what one turn changes goes out as one frame. */
  schedule(): void {
    if (this.#scheduled) return
    this.#scheduled = true
    queueMicrotask(() => {
      this.#scheduled = false
      this.flush()
    })
  }

  /** Sends what may be sent now. */
  flush(): void {
    if (!this.#events.joined() || this.#cancelPatience) return
    while (this.#outbox.hasUnsent && this.#outbox.inFlight < maxInFlight) {
      this.#events.push(this.#outbox.takeBatch())
    }
    this.#watchForStall()
  }

  /** Begins on a new connection: everything has to be sent on it. */
  restart(): void {
    this.stop()
    this.#outbox.rewind()
    this.flush()
  }

  /** The server is busy: everything goes out again in a while. */
  pause(): void {
    this.stop()
    this.#outbox.rewind()
    this.#cancelPatience = this.#clock.after(patienceMs, () => {
      this.#cancelPatience = null
      this.flush()
    })
  }

  /** Waits for nothing any more. */
  stop(): void {
    this.#cancelStall?.()
    this.#cancelStall = null
    this.#cancelPatience?.()
    this.#cancelPatience = null
  }

  #watchForStall(): void {
    if (this.#cancelStall || this.#outbox.inFlight === 0) return
    const { oldest } = this.#outbox
    this.#cancelStall = this.#clock.after(stallMs, () => {
      this.#cancelStall = null
      if (this.#outbox.oldest === oldest) this.#events.stalled()
      else this.#watchForStall()
    })
  }
}
