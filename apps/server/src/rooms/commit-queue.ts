import type { Appended, ChangeEntry } from '@tandem/documents'
import { limits } from '@tandem/protocol'

/** What becomes of what was queued. */
export type CommitEvents<T> = {
  /** Resolves when the next batch may be written; null: now. */
  pause(): Promise<void> | null
  /** Writes what `take` gives when it is asked, once; when it resolves, what it says is durable. */
  append(take: () => readonly ChangeEntry[]): Promise<Appended>
  /** A batch was decided. The next one is written only after this has resolved. */
  committed(items: readonly T[], outcome: Appended): Promise<void>
  /** It is not known what became of these; nothing behind them was written. */
  failed(items: readonly T[], error: unknown): void
  /** Handling an outcome went wrong: nothing is written any more. */
  broken(error: unknown): void
}

/** Bytes of one batch: a statement stays short, and so does the lock on the document's row. */
const maxBatchBytes = 4 * limits.maxPushBytes

/**
 * Group commit for one document: while one batch is under way the next one collects. The pace is that of the commits
 * themselves: a lone keystroke is written at once, a crowd shares a statement. What goes into a batch is decided when it
 * is written, which may be later than it was asked for: other documents write, too.
 */
export class CommitQueue<T extends { readonly entry: ChangeEntry }> {
  readonly #events: CommitEvents<T>
  #waiting: T[] = []
  #running = false
  /** Null until something was queued: most open documents are only read. */
  #idle: Promise<void> | null = null

  constructor(events: CommitEvents<T>) {
    this.#events = events
  }

  /** Items that wait for a batch. */
  get waiting(): number {
    return this.#waiting.length
  }

  /** Whether something is under way or waits. */
  get busy(): boolean {
    return this.#running
  }

  /** Queues items behind the ones before them. */
  add(items: readonly T[]): void {
    this.#waiting.push(...items)
    if (this.#running) return
    this.#running = true
    // What runs on after it broke would write without telling anybody.
    this.#idle = this.#run().catch((error: unknown) => this.#events.broken(error))
  }

  /** Resolves when nothing is under way and nothing waits. */
  async idle(): Promise<void> {
    await this.#idle
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      const pause = this.#events.pause()
      if (pause) await pause
      let batch: readonly T[] = []
      let outcome: Appended
      try {
        outcome = await this.#events.append(() => {
          batch = this.#takeBatch()
          return batch.map((item) => item.entry)
        })
      } catch (error) {
        // What waits behind the batch may depend on it: its authors send all of it again, in order.
        const rest = this.#waiting
        this.#waiting = []
        this.#events.failed([...batch, ...rest], error)
        continue
      }
      await this.#events.committed(batch, outcome)
    }
    this.#running = false
  }

  #takeBatch(): T[] {
    let bytes = 0
    let count = 0
    for (const item of this.#waiting) {
      bytes += item.entry.payload.length
      if (count > 0 && (count >= limits.maxPushChanges || bytes > maxBatchBytes)) break
      count++
    }
    return this.#waiting.splice(0, count)
  }
}
