import type { Clock } from '@tandem/protocol'
import type { Process } from './process.ts'
import type { Scheduler } from './scheduler.ts'

/** When every simulated world begins: some day. */
const epochMs = 1_700_000_000_000

/** The clock of one machine: what it shows may be wrong, and its timers late or early. */
export class MachineClock {
  readonly #scheduler: Scheduler
  /** What it shows is so much off. */
  offMs = 0
  /** A timer takes so many times as long. */
  slowness = 1

  constructor(scheduler: Scheduler) {
    this.#scheduler = scheduler
  }

  /** Milliseconds since 1970, as it shows them. */
  wall(): number {
    return epochMs + this.#scheduler.now + this.offMs
  }

  /** Milliseconds that nobody can set. */
  steady(): number {
    return this.#scheduler.now
  }

  /** The same for what runs on the machine as one process. */
  of(process: Process): Clock {
    return {
      now: () => this.wall(),
      after: (ms, callback) => process.after(Math.max(0, ms) * this.slowness, 'timer', callback),
    }
  }
}
