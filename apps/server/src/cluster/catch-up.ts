import type { LinkedRoom } from './cluster.ts'

/**
 * Brings a room to where somebody says that the log is: one reading at a time, however many say so. What they say is
 * only a reason to look; a row that is not there is not waited for.
 */
export class CatchUp {
  readonly #room: Pick<LinkedRoom, 'head' | 'catchUp'>
  readonly #failed: (error: unknown) => void
  #wanted = 0
  #running = false

  constructor(room: Pick<LinkedRoom, 'head' | 'catchUp'>, failed: (error: unknown) => void) {
    this.#room = room
    this.#failed = failed
  }

  /** The log is said to have this row. */
  heard(seq: number): void {
    this.#wanted = Math.max(this.#wanted, seq)
    if (this.#running || this.#wanted <= this.#room.head) return
    this.#running = true
    this.#run().catch(this.#failed)
  }

  /** Something may have been missed. */
  look(): void {
    this.heard(Number.POSITIVE_INFINITY)
  }

  async #run(): Promise<void> {
    try {
      while (this.#wanted > this.#room.head) {
        const wanted = this.#wanted
        await this.#room.catchUp(wanted)
        // Heard of while the log was read: that may be in it only now. Anything else that is missing does not exist.
        if (this.#wanted === wanted) break
      }
    } finally {
      this.#running = false
      this.#wanted = 0
    }
  }
}
