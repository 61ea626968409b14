import type { Clock } from '@tandem/protocol'
import type { ServerLimits } from './server-limits.ts'

/** How often it is looked at: long enough that one long turn is no overload. */
const sampleMs = 1_000

/** Tells how late the event loop's timers were, the median in milliseconds since it was last asked. */
export interface DelayMeter {
  sample(): number
  close(): void
}

/**
 * Whether this process has more to do than it can: then it takes on less, instead of letting everybody wait longer and
 * longer. Those who are refused come again in a while, or to another node.
 */
export class Overload {
  readonly #limits: ServerLimits
  readonly #clock: Clock
  readonly #meter: DelayMeter
  #delayMs = 0
  #cancel = () => {}

  constructor(limits: ServerLimits, clock: Clock, meter: DelayMeter) {
    this.#limits = limits
    this.#clock = clock
    this.#meter = meter
    this.#watch()
  }

  /** The delay that was measured last. */
  get delayMs(): number {
    return this.#delayMs
  }

  /** Nobody new is let in, and presence is not passed on. */
  get refusesJoins(): boolean {
    return this.#delayMs > this.#limits.joinDelayMs
  }

  /** Changes are not taken either. */
  get refusesPushes(): boolean {
    return this.#delayMs > this.#limits.pushDelayMs
  }

  close(): void {
    this.#cancel()
    this.#meter.close()
  }

  #watch(): void {
    this.#cancel = this.#clock.after(sampleMs, () => {
      this.#delayMs = this.#meter.sample()
      this.#watch()
    })
  }
}
