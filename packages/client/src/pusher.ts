import { type Clock, limits } from '@tandem/protocol'
import { maxBackoffMs } from './backoff.ts'
import type { OutboxChange } from './offline-store.ts'
import type { Outbox } from './outbox.ts'
import type { SessionEnvironment } from './session-environment.ts'

/** Changes that may be without their echo: the rest waits here, so that a server's queue stays short. */
export const maxInFlight = 2 * limits.maxPushChanges
/** The same in bytes: what a server may have to refuse all at once. */
export const maxInFlightBytes = 4 * limits.maxPushBytes
/** Pushes a second: fewer than a server takes of one person. What is edited faster goes out together. */
export const pushesPerSecond = 40
/** Pushes that may go out at once: also fewer, for a person has more than one tab. */
export const pushBurst = 50
/** A change that a live connection has not echoed for this long: the connection is not what it seems. */
export const stallMs = 10_000
/** How long a server that is busy is left alone the first time, on average; twice as long each time after that. */
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
  readonly #random: () => number
  readonly #sendSoon: SessionEnvironment['sendSoon']
  readonly #events: PusherEvents
  #scheduled = false
  /** Pushes that may go out at once now, and when that was counted. */
  #allowance = pushBurst
  #countedAt = 0
  /** The oldest change when the server asked for patience, and how often it has in a row since. */
  #refused: OutboxChange | null = null
  #refusals = 0
  #cancelPace: (() => void) | null = null
  #cancelStall: (() => void) | null = null
  #cancelPatience: (() => void) | null = null

  /** `random` gives numbers in [0, 1). */
  constructor(
    outbox: Outbox,
    clock: Clock,
    random: () => number,
    sendSoon: SessionEnvironment['sendSoon'],
    events: PusherEvents,
  ) {
    this.#outbox = outbox
    this.#clock = clock
    this.#random = random
    this.#sendSoon = sendSoon
    this.#events = events
  }

  /** Sends soon: what is changed until then goes out as one frame. */
  schedule(): void {
    if (this.#scheduled) return
    this.#scheduled = true
    this.#sendSoon(() => {
      this.#scheduled = false
      this.flush()
    })
  }

  /** Sends what may be sent now. */
  flush(): void {
    if (!this.#events.joined() || this.#cancelPatience || this.#cancelPace) return
    const outbox = this.#outbox
    // What was refused goes out alone until it gets through: otherwise all that is behind it would be refused with it.
    const isTrying = outbox.oldest !== null && outbox.oldest === this.#refused
    while (outbox.hasUnsent && outbox.inFlight < maxInFlight && outbox.inFlightBytes < maxInFlightBytes) {
      if (isTrying && outbox.inFlight > 0) break
      if (!this.#takeAllowance()) break
      this.#events.push(outbox.takeBatch())
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
    // Told once more about what was on its way together.
    if (this.#cancelPatience) return
    this.stop()
    this.#outbox.rewind()
    const { oldest } = this.#outbox
    this.#refusals = oldest === this.#refused ? this.#refusals + 1 : 1
    this.#refused = oldest
    // Not all clients at the same moment again.
    const pause = patienceMs * 2 ** (this.#refusals - 1) * (0.5 + this.#random())
    this.#cancelPatience = this.#clock.after(Math.min(maxBackoffMs, Math.round(pause)), () => {
      this.#cancelPatience = null
      this.flush()
    })
  }

  /** Waits for nothing any more. */
  stop(): void {
    for (const cancel of [this.#cancelStall, this.#cancelPatience, this.#cancelPace]) cancel?.()
    this.#cancelStall = null
    this.#cancelPatience = null
    this.#cancelPace = null
  }

  /** Whether one more push may go out now; if not, the rest goes out when it may. */
  #takeAllowance(): boolean {
    const now = this.#clock.now()
    // A device whose clock was put back gets nothing for it, and loses nothing.
    const since = Math.max(0, now - this.#countedAt)
    this.#allowance = Math.min(pushBurst, this.#allowance + (since * pushesPerSecond) / 1000)
    this.#countedAt = now
    if (this.#allowance >= 1) {
      this.#allowance--
      return true
    }
    this.#cancelPace = this.#clock.after(Math.ceil(((1 - this.#allowance) * 1000) / pushesPerSecond), () => {
      this.#cancelPace = null
      this.flush()
    })
    return false
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
