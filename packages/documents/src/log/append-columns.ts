import type { ChangeEntry, DocumentBatch } from './change-entry.ts'

/**
 * Batches as the statement takes them, column by column: its parameters from `p_user_document` on. People, each with a
 * sign-in of theirs, and replicas travel once for each document; an entry and its references name them by place, from 1.
 * So the statement looks every one of them up once, however long a batch is.
 */
export function columnsOf(batches: readonly DocumentBatch[]): unknown[] {
  const people = new Places<string, ChangeEntry>()
  const replicas = new Places<number, number>()
  const document: number[] = []
  const user: number[] = []
  const replica: number[] = []
  const referenceReplica: number[] = []
  const referenceCounter: number[] = []
  for (const [at, { entries }] of batches.entries()) {
    const place = at + 1
    people.begin(place)
    replicas.begin(place)
    for (const entry of entries) {
      document.push(place)
      // No id holds a space.
      user.push(people.of(`${entry.user} ${entry.signIn}`, entry))
      replica.push(replicas.of(entry.replica, entry.replica))
      for (const [other, counter] of entry.references) {
        referenceReplica.push(replicas.of(other, other))
        referenceCounter.push(counter)
      }
    }
  }
  const entries = batches.flatMap((batch) => batch.entries)
  return [
    integers(people.documents),
    people.all.map((entry) => entry.user),
    people.all.map((entry) => entry.signIn),
    integers(replicas.documents),
    integers(replicas.all),
    integers(document),
    integers(user),
    integers(replica),
    integers(entries.map(({ rseq }) => rseq)),
    integers(entries.map(({ lamport }) => lamport)),
    integers(entries.map(({ lamports }) => lamports)),
    integers(entries.map(({ counter }) => counter)),
    integers(entries.map(({ characters }) => characters)),
    integers(entries.map(({ references }) => references.size)),
    integers(referenceReplica),
    integers(referenceCounter),
    entries.map(({ payload }) => payload),
  ]
}

/** A Postgres array literal: `pg` would quote and escape every number on its own. */
function integers(values: readonly number[]): string {
  return `{${values.join(',')}}`
}

/** Things of documents, in the order in which their keys first came in each. */
class Places<K, T> {
  readonly all: T[] = []
  /** The place of the document of each. */
  readonly documents: number[] = []
  readonly #places = new Map<K, number>()
  #document = 0

  /** What comes now is of that document. */
  begin(document: number): void {
    this.#document = document
    this.#places.clear()
  }

  of(key: K, thing: T): number {
    const known = this.#places.get(key)
    if (known !== undefined) return known
    const place = this.all.push(thing)
    this.documents.push(this.#document)
    this.#places.set(key, place)
    return place
  }
}
