import type { Clock } from '@tandem/protocol'
import { MeanInterval } from './mean-interval.ts'

/** Up to so many sessions an echo costs less than the commit before it: nothing is gained by waiting. */
const fewSessions = 8
/** What writing one frame to one more session may take of the time between two echoes, in milliseconds. */
const gapPerSessionMs = 0.65
/** Nobody sees a letter that comes so much later. */
const maxGapMs = 30
/** With so many changes in a frame, what the frame itself costs is little for each of them: nobody waits for more. */
const enough = 8
/** With fewer pushes than so many to share an echo, waiting costs more than it saves. */
const worthwhile = 3

/**
 * How long a crowded room collects before it writes again.
 *
 * Every echo is a frame to every session, and a frame costs much the same with one letter in it as with ten. So the time
 * between the beginnings of two batches grows with the number of sessions, until enough has come: a letter that comes after
 * a pause goes out at once, and those of a crowd share their frames. Small rooms never wait, and neither do large ones
 * in which few write: nothing would share their frames. What comes faster than it can be written and sent collects by itself,
 * the longer the less time the process has.
 */
export class EchoPace {
  readonly #clock: Clock
  readonly #pushed = new MeanInterval()
  #echoedAt = Number.NEGATIVE_INFINITY
  /** Ends the pause; null while there is none. */
  #endPause: (() => void) | null = null

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** An echo goes out now. */
  echoed(): void {
    this.#echoedAt = this.#clock.now()
  }

  /** A session has pushed; so many changes wait now. */
  pushed(changes: number): void {
    this.#pushed.happened(this.#clock.now())
    if (changes >= enough) this.#endPause?.()
  }

  /** Resolves when a room with so many sessions may write again; null: now. One pause at a time. */
  pause(sessions: number, changes: number): Promise<void> | null {
    if (changes >= enough) return null
    const gapMs = Math.min(maxGapMs, (sessions - fewSessions) * gapPerSessionMs)
    if (this.#pushed.ms * worthwhile > gapMs) return null
    const sinceMs = this.#clock.now() - this.#echoedAt
    // A clock that was put back must not keep anybody waiting.
    if (sinceMs < 0 || sinceMs >= gapMs) return null
    return new Promise((resolve) => {
      const end = () => {
        cancel()
        this.#endPause = null
        resolve()
      }
      const cancel = this.#clock.after(gapMs - sinceMs, end)
      this.#endPause = end
    })
  }
}
