import type { ChangeName } from '../offline-store.ts'
import type { OutboxEntry, WriteTransaction } from './database.ts'

/**
 * Under which numbers the database has what this session put into the outbox, so that what came back is removed without looking
 * for it, and what came back together is mostly one range. What others left behind is looked for.
 */
export class OutboxKeys {
  readonly #byName = new Map<string, number>()

  /** The database has these, under these numbers. */
  remember(entries: readonly OutboxEntry[], keys: readonly number[]): void {
    for (const [at, entry] of entries.entries()) {
      const key = keys[at]
      if (key !== undefined) this.#byName.set(nameOf(entry.documentId, entry), key)
    }
  }

  /** Removes changes of a document from the outbox, as far as they are there. */
  async removeFrom(transaction: WriteTransaction, documentId: string, names: readonly ChangeName[]): Promise<void> {
    const outbox = transaction.objectStore('outbox')
    const found = await Promise.all(
      names.map(({ replica, rseq }) => {
        const known = this.#byName.get(nameOf(documentId, { replica, rseq }))
        return known ?? outbox.index('byName').getKey([documentId, replica, rseq])
      }),
    )
    for (const name of names) this.#byName.delete(nameOf(documentId, name))
    const keys = found.filter((key) => key !== undefined).sort((a, b) => a - b)
    await Promise.all(runsOf(keys).map(([first, last]) => outbox.delete(IDBKeyRange.bound(first, last))))
  }
}

function nameOf(documentId: string, { replica, rseq }: ChangeName): string {
  return `${documentId} ${replica} ${rseq}`
}

/** The first and the last of numbers without a gap: none in between is anybody else's. */
function runsOf(sorted: readonly number[]): readonly (readonly [number, number])[] {
  const runs: [number, number][] = []
  for (const key of sorted) {
    const run = runs.at(-1)
    if (run && key <= run[1] + 1) run[1] = key
    else runs.push([key, key])
  }
  return runs
}
