import { assert } from './assert.ts'
import { type Id, isId, type ReplicaId } from './id.ts'

/** Code units `from` … `to - 1` of a replica. */
export type CounterRange = { readonly replica: ReplicaId; readonly from: number; readonly to: number }

/**
 * Which code units somebody knows: the next counter of each replica. Immutable. Deletions and properties don't show in
 * it; which changes are applied is what `TandemDoc.rseqOf` tells.
 */
export class Version {
  readonly #next: ReadonlyMap<ReplicaId, number>

  private constructor(next: ReadonlyMap<ReplicaId, number>) {
    this.#next = next
  }

  /** A version from pairs of replica and next counter. A next counter of 0 says the same as no entry. */
  static of(entries: Iterable<readonly [ReplicaId, number]>): Version {
    const sorted = [...entries].filter(([, next]) => next > 0).sort(([a], [b]) => a - b)
    const map = new Map<ReplicaId, number>()
    for (const [replica, next] of sorted) {
      assert(isId({ replica, counter: next - 1 }), 'a replica and its next counter')
      assert(!map.has(replica), 'one entry per replica')
      map.set(replica, next)
    }
    return new Version(map)
  }

  /** The counter that the replica's next code unit gets; 0 when none is known. */
  next(replica: ReplicaId): number {
    return this.#next.get(replica) ?? 0
  }

  /** Whether the code unit is known. */
  has(id: Id): boolean {
    return id.counter < this.next(id.replica)
  }

  /** Whether everything that `other` knows is known here. */
  includes(other: Version): boolean {
    return other.diff(this).length === 0
  }

  /** Whether both know the same. */
  equals(other: Version): boolean {
    return this.includes(other) && other.includes(this)
  }

  /** What is known here and not there, by ascending replica. */
  diff(other: Version): readonly CounterRange[] {
    const missing: CounterRange[] = []
    for (const [replica, to] of this.#next) {
      const from = other.next(replica)
      if (from < to) missing.push({ replica, from, to })
    }
    return missing
  }

  /** Pairs of replica and next counter, by ascending replica, none 0. */
  entries(): IterableIterator<[ReplicaId, number]> {
    return this.#next.entries()
  }
}
