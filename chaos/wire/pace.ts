import { setTimeout } from 'node:timers/promises'

/** Lets so many frames a second pass; all at once when there is no limit. */
export class Pace {
  readonly #framesPerSecond: number
  #nextAt = 0

  constructor(framesPerSecond: number) {
    this.#framesPerSecond = framesPerSecond
  }

  /** Resolves when so many more may be sent. */
  async take(frames: number): Promise<void> {
    const now = performance.now()
    const at = Math.max(now, this.#nextAt)
    this.#nextAt = at + (frames / this.#framesPerSecond) * 1000
    if (at > now) await setTimeout(at - now)
  }
}
