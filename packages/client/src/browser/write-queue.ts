import { type DeviceDatabase, storeNames, type WriteTransaction } from './database.ts'
import type { WriteMoments } from './write-moments.ts'

/** What a write does in its transaction. */
export type Write = (transaction: WriteTransaction) => Promise<void>
/**
 * `strict`: on the disk when it is done, and not only with the operating system. It costs a wait for the disk. `late`: relaxed, and what
 * the server has, so that it may wait a while for what is written with it.
 */
export type Durability = 'strict' | 'relaxed' | 'late'

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
  readonly #moments: WriteMoments
  #waiting: Waiting[] = []
  #running: Promise<void> | null = null
  /** The next transaction; null while none waits to begin. */
  #next: { readonly begin: () => void; readonly beginSoon: () => void } | null = null
  /** How many wait for everything to be written. */
  #hurrying = 0

  constructor(database: () => Promise<DeviceDatabase>, moments: WriteMoments) {
    this.#database = database
    this.#moments = moments
  }

  /** Resolves when the transaction is complete: not before is it kept. */
  add(durability: Durability, write: Write): Promise<void> {
    return new Promise((done, failed) => {
      this.#waiting.push({ durability, write, done, failed })
      if (this.#running === null) this.#running = this.#run()
      else if (durability !== 'late') this.#next?.beginSoon()
    })
  }

  /** Has everything written now, and resolves when nothing waits. */
  async idle(): Promise<void> {
    this.#hurrying++
    this.#next?.begin()
    await this.#running
    this.#hurrying--
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      await this.#moment()
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

  /** Resolves when what waits is to be written. What is asked for until then goes along, whatever it could wait for by itself. */
  #moment(): Promise<void> {
    return new Promise((resolve) => {
      let isSoon = false
      const next = {
        begin: () => {
          if (this.#next !== next) return
          this.#next = null
          endWait()
          resolve()
        },
        beginSoon: () => {
          if (!isSoon) this.#moments.soon(next.begin)
          isSoon = true
        },
      }
      this.#next = next
      const endWait = this.#moments.late(next.begin)
      if (this.#hurrying > 0) next.begin()
      else if (this.#waiting.some(({ durability }) => durability !== 'late')) next.beginSoon()
    })
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
