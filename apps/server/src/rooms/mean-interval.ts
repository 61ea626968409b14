/** What one interval counts of the average: a burst of twenty is a rate. */
const weight = 0.05
/** After so long a silence, in milliseconds, what was before says nothing. */
const silenceMs = 1_000

/** How often something happens now: the average of the last intervals between two times, the latest counting most. */
export class MeanInterval {
  #lastAt = Number.NEGATIVE_INFINITY
  #ms = Number.POSITIVE_INFINITY

  /** It happens; `now` in milliseconds. A clock that was put back counts as no time at all. */
  happened(now: number): void {
    const interval = Math.max(0, now - this.#lastAt)
    this.#lastAt = now
    if (interval > silenceMs || this.#ms > silenceMs) this.#ms = Math.min(interval, silenceMs)
    else this.#ms += weight * (interval - this.#ms)
  }

  /** Milliseconds; infinite until it has happened. */
  get ms(): number {
    return this.#ms
  }
}
