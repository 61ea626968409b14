import type { Clock } from '@tandem/protocol'

/** Up to so many sessions an echo costs less than the commit before it: nothing is gained by waiting. */
const fewSessions = 8
/** What writing one frame to one more session may take of the time between two echoes, in milliseconds. */
const gapPerSessionMs = 0.5
/** Nobody sees a letter that comes so much later. */
const maxGapMs = 30

/**
 * How long a crowded room collects before it writes again.
 *
 * Every echo is a frame to every session, and a frame costs much the same with one letter in it as with ten. So the time
 * between the beginnings of two batches grows with the number of sessions: a letter that comes after a pause goes out
 * at once, and those of a crowd share their frames. Small rooms never wait.
 */
export class EchoPace {
  readonly #clock: Clock
  #echoedAt = Number.NEGATIVE_INFINITY

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** An echo goes out now. */
  echoed(): void {
    this.#echoedAt = this.#clock.now()
  }

  /** Resolves when a room with so many sessions may write again; null: now. */
  pause(sessions: number): Promise<void> | null {
    const gapMs = Math.min(maxGapMs, (sessions - fewSessions) * gapPerSessionMs)
    const sinceMs = this.#clock.now() - this.#echoedAt
    // A clock that was put back must not keep anybody waiting.
    if (sinceMs < 0 || sinceMs >= gapMs) return null
    return new Promise((resolve) => this.#clock.after(gapMs - sinceMs, resolve))
  }
}
