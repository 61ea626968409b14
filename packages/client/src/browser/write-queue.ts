import { type DeviceDatabase, storeNames, type WriteTransaction } from './database.ts'

/** What a write does in its transaction. */
export type Write = (transaction: WriteTransaction) => Promise<void>
/** `strict`: on the disk when it is done, and not only with the operating system. It costs a wait for the disk. */
export type Durability = 'strict' | 'relaxed'

type Waiting = {
  readonly durability: Durability
  readonly write: Write
  readonly done: () => void
  readonly failed: (error: unknown) => void
}

/**
 * Writes in the order in which they were asked for. What is asked for while one transaction is under way goes together
 * into the next: a wait for the disk is the same for one change as for a hundred.
 */
export class WriteQueue {
  readonly #database: () => Promise<DeviceDatabase>
  #waiting: Waiting[] = []
  #running: Promise<void> | null = null

  constructor(database: () => Promise<DeviceDatabase>) {
    this.#database = database
  }

  /** Resolves when the transaction is complete: not before is it kept. */
  add(durability: Durability, write: Write): Promise<void> {
    return new Promise((done, failed) => {
      this.#waiting.push({ durability, write, done, failed })
      this.#running ??= this.#run()
    })
  }

  /** Resolves when nothing waits. */
  async idle(): Promise<void> {
    await this.#running
  }

  async #run(): Promise<void> {
    // What this turn asks for goes together.
    await null
    while (this.#waiting.length > 0) {
      const together = this.#waiting
      this.#waiting = []
      try {
        await this.#transact(together)
        for (const { done } of together) done()
      } catch (error) {
        for (const { failed } of together) failed(error)
      }
    }
    this.#running = null
  }

  async #transact(together: readonly Waiting[]): Promise<void> {
    const durability = together.some((waiting) => waiting.durability === 'strict') ? 'strict' : 'relaxed'
    const database = await this.#database()
    const transaction = database.transaction(storeNames, 'readwrite', { durability })
    const complete = transaction.done
    // A failed write ends it, and both say so: one is enough.
    complete.catch(() => {})
    try {
      for (const { write } of together) await write(transaction)
    } catch (error) {
      abort(transaction)
      throw error
    }
    await complete
  }
}

/** Whole or not at all: what went well before the failure is not kept either. */
function abort(transaction: WriteTransaction): void {
  try {
    transaction.abort()
  } catch (error) {
    // The browser has done it already.
    if (!(error instanceof DOMException)) throw error
  }
}
