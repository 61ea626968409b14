import type { ChangeEntry } from './append.ts'

/**
 * A batch as the statement takes it: column by column. People and replicas travel once each; an entry and its references
 * name them by place (from 1). So the statement looks every one of them up once, however long the batch is.
 */
export type AppendColumns = {
  readonly users: readonly string[]
  readonly replicas: readonly number[]
  readonly entries: readonly ChangeEntry[]
  readonly userAt: readonly number[]
  readonly replicaAt: readonly number[]
  readonly referenceReplica: readonly number[]
  readonly referenceCounter: readonly number[]
}

/** The columns of one document's batch. */
export function columnsOf(entries: readonly ChangeEntry[]): AppendColumns {
  const users = new Places<string>()
  const replicas = new Places<number>()
  const referenceReplica: number[] = []
  const referenceCounter: number[] = []
  for (const { references } of entries) {
    for (const [replica, counter] of references) {
      referenceReplica.push(replicas.of(replica))
      referenceCounter.push(counter)
    }
  }
  const userAt = entries.map(({ user }) => users.of(user))
  const replicaAt = entries.map(({ replica }) => replicas.of(replica))
  return { users: users.all, replicas: replicas.all, entries, userAt, replicaAt, referenceReplica, referenceCounter }
}

/** The columns of batches, one batch behind the other, as parameters from `p_users` on. */
export function parametersOf(batches: readonly AppendColumns[]): unknown[] {
  const entries = batches.flatMap((batch) => batch.entries)
  return [
    batches.flatMap(({ users }) => users),
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

class Places<T> {
  readonly all: T[] = []
  readonly #places = new Map<T, number>()

  of(value: T): number {
    const known = this.#places.get(value)
    if (known !== undefined) return known
    const place = this.all.push(value)
    this.#places.set(value, place)
    return place
  }
}
