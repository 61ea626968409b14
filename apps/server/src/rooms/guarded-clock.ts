import type { Clock } from '@tandem/protocol'

/** A clock whose callbacks can't end the process: what they throw fails a room. */
export class GuardedClock implements Clock {
  readonly #clock: Clock
  readonly #room: { fail(error: unknown): void }

  constructor(clock: Clock, room: { fail(error: unknown): void }) {
    this.#clock = clock
    this.#room = room
  }

  now(): number {
    return this.#clock.now()
  }

  after(ms: number, callback: () => void): () => void {
    return this.#clock.after(ms, () => {
      try {
        callback()
      } catch (error) {
        this.#room.fail(error)
      }
    })
  }
}
