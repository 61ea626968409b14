import type { ChangeEntry } from './change-entry.ts'

/**
 * A batch as the statement takes it: column by column. People, each with a sign-in of theirs, and replicas travel once
 * each; an entry and its references name them by place (from 1). So the statement looks every one of them up once, however long the batch is.
 */
export type AppendColumns = {
  readonly users: readonly string[]
  readonly signIns: readonly string[]
  readonly replicas: readonly number[]
  readonly entries: readonly ChangeEntry[]
  readonly userAt: readonly number[]
  readonly replicaAt: readonly number[]
  readonly referenceReplica: readonly number[]
  readonly referenceCounter: readonly number[]
}

/** The columns of one document's batch. */
export function columnsOf(entries: readonly ChangeEntry[]): AppendColumns {
  const people = new Places<string, ChangeEntry>()
  const replicas = new Places<number, number>()
  const referenceReplica: number[] = []
  const referenceCounter: number[] = []
  for (const { references } of entries) {
    for (const [replica, counter] of references) {
      referenceReplica.push(replicas.of(replica, replica))
      referenceCounter.push(counter)
    }
  }
  // No id holds a space.
  const userAt = entries.map((entry) => people.of(`${entry.user} ${entry.signIn}`, entry))
  const replicaAt = entries.map(({ replica }) => replicas.of(replica, replica))
  return {
    users: people.all.map(({ user }) => user),
    signIns: people.all.map(({ signIn }) => signIn),
    replicas: replicas.all,
    entries,
    userAt,
    replicaAt,
    referenceReplica,
    referenceCounter,
  }
}

/** The columns of batches, one batch behind the other, as parameters from `p_users` on. */
export function parametersOf(batches: readonly AppendColumns[]): unknown[] {
  const entries = batches.flatMap((batch) => batch.entries)
  return [
    batches.flatMap(({ users }) => users),
    batches.flatMap(({ signIns }) => signIns),
    integers(batches.flatMap(({ replicas }) => replicas)),
    integers(batches.flatMap(({ userAt }) => userAt)),
    integers(batches.flatMap(({ replicaAt }) => replicaAt)),
    integers(entries.map(({ rseq }) => rseq)),
    integers(entries.map(({ lamport }) => lamport)),
    integers(entries.map(({ lamports }) => lamports)),
    integers(entries.map(({ counter }) => counter)),
    integers(entries.map(({ characters }) => characters)),
    integers(entries.map(({ references }) => references.size)),
    integers(batches.flatMap(({ referenceReplica }) => referenceReplica)),
    integers(batches.flatMap(({ referenceCounter }) => referenceCounter)),
    entries.map(({ payload }) => payload),
  ]
}

/** A Postgres array literal: `pg` would quote and escape every number on its own. */
export function integers(values: readonly number[]): string {
  return `{${values.join(',')}}`
}

/** Things in the order in which their keys first came. */
class Places<K, T> {
  readonly all: T[] = []
  readonly #places = new Map<K, number>()

  of(key: K, thing: T): number {
    const known = this.#places.get(key)
    if (known !== undefined) return known
    const place = this.all.push(thing)
    this.#places.set(key, place)
    return place
  }
}
