import type { Clock } from '@tandem/protocol'

/** Documents that are to share a statement: of twice as many, each costs little less. */
const wanted = 12
/** With fewer than so many to share it, waiting costs more than it saves. */
const worthwhile = 4
/** Nobody sees a letter that comes so much later. */
const maxGapMs = 6
/** What one interval counts of the average: a burst of twenty is a rate. */
const weight = 0.05

/**
 * How long a node with many busy documents collects before it writes again.
 *
 * A statement costs ten times what one more document in it does. Where commits are quick, statements paced by them would hold
 * two or three; so from some hundred documents a second on they begin a few milliseconds apart. A node that has less to do
 * never waits.
 */
export class CommitPace {
  readonly #clock: Clock
  #askedAt = Number.NEGATIVE_INFINITY
  #beganAt = Number.NEGATIVE_INFINITY
  #intervalMs = Number.POSITIVE_INFINITY

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** A document has something to write. */
  asked(): void {
    const now = this.#clock.now()
    const interval = Math.max(0, now - this.#askedAt)
    this.#askedAt = now
    // After a second in which nobody wrote, what was before says nothing.
    if (interval > 1_000 || this.#intervalMs > 1_000) this.#intervalMs = Math.min(interval, 1_000)
    else this.#intervalMs += weight * (interval - this.#intervalMs)
  }

  /** A statement begins now. */
  began(): void {
    this.#beganAt = this.#clock.now()
  }

  /** Milliseconds until the next statement may begin; 0: now. */
  waitMs(): number {
    if (this.#intervalMs * worthwhile > maxGapMs) return 0
    const gapMs = Math.min(maxGapMs, wanted * this.#intervalMs)
    const sinceMs = this.#clock.now() - this.#beganAt
    // A clock that was put back must not keep anybody waiting.
    return sinceMs < 0 ? 0 : Math.max(0, gapMs - sinceMs)
  }
}
