import type { Clock } from '@tandem/protocol'
import { MeanInterval } from './mean-interval.ts'

/** Documents that are to share a statement: of twice as many, each costs little less. */
const wanted = 12
/** With fewer than so many to share it, waiting costs more than it saves. */
const worthwhile = 4
/** Nobody sees a letter that comes so much later. */
const maxGapMs = 6

/**
 * How long a node with many busy documents collects before it writes again.
 *
 * A statement costs ten times what one more document in it does. Where commits are quick, statements paced by them would hold
 * two or three; so from some hundred documents a second on they begin a few milliseconds apart. A node that has less to do
 * never waits.
 */
export class CommitPace {
  readonly #clock: Clock
  readonly #asked = new MeanInterval()
  #beganAt = Number.NEGATIVE_INFINITY

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** A document has something to write. */
  asked(): void {
    this.#asked.happened(this.#clock.now())
  }

  /** A statement begins now. */
  began(): void {
    this.#beganAt = this.#clock.now()
  }

  /** Milliseconds until the next statement may begin; 0: now. */
  waitMs(): number {
    if (this.#asked.ms * worthwhile > maxGapMs) return 0
    const gapMs = Math.min(maxGapMs, wanted * this.#asked.ms)
    const sinceMs = this.#clock.now() - this.#beganAt
    // A clock that was put back must not keep anybody waiting.
    return sinceMs < 0 ? 0 : Math.max(0, gapMs - sinceMs)
  }
}
