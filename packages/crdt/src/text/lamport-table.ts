import { assert } from '../assert.ts'
import type { Id, ReplicaId } from '../id.ts'

/** From `counter` on, to the next run, the Lamport time of a code unit is its counter plus `ahead`. */
export type LamportRun = { readonly counter: number; readonly ahead: number }

/** A replica's runs, as two columns. */
type Times = { readonly counters: number[]; readonly aheads: number[] }

/**
 * The Lamport time of every code unit, beside the text. A replica that types on takes one counter and one tick at a
 * time, so a run ends only where the replica heard of a later time or set a property; and no run of time ever stops two
 * runs of text from merging.
 */
export class LamportTable {
  readonly #times = new Map<ReplicaId, Times>()
  /** The replica recorded last, its columns, and its newest `ahead`: typing on asks for nothing else. */
  #lastReplica: ReplicaId = 0
  #lastAhead = 0

  /** A table of given runs; `ahead` must grow from one to the next. */
  static of(runs: Iterable<readonly [ReplicaId, readonly LamportRun[]]>): LamportTable {
    const table = new LamportTable()
    for (const [replica, own] of runs) {
      for (const { counter, ahead } of own) table.record(replica, counter, counter + ahead)
    }
    return table
  }

  /** Notes the times of new code units: the first has `lamport`, each next one tick more. */
  record(replica: ReplicaId, counter: number, lamport: number): void {
    const ahead = lamport - counter
    if (replica === this.#lastReplica && ahead === this.#lastAhead) return
    let times = this.#times.get(replica)
    if (times === undefined) {
      assert(counter === 0, 'a replica begins with counter 0')
      times = { counters: [], aheads: [] }
      this.#times.set(replica, times)
    }
    const last = times.aheads[times.aheads.length - 1] ?? 0
    assert(ahead >= last, 'time grows at least as fast as counters')
    if (ahead > last) {
      times.counters.push(counter)
      times.aheads.push(ahead)
    }
    this.#lastReplica = replica
    this.#lastAhead = ahead
  }

  /** The time of a code unit, which must exist. */
  timeOf({ replica, counter }: Id): number {
    const times = this.#times.get(replica)
    assert(times !== undefined, 'the Id exists')
    const { counters, aheads } = times
    let low = 0
    let high = counters.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((counters[middle] ?? 0) <= counter) low = middle
      else high = middle - 1
    }
    return counter + (aheads[low] ?? 0)
  }

  /** The runs of a replica; `ahead` grows from one to the next. */
  runsOf(replica: ReplicaId): readonly LamportRun[] {
    const times = this.#times.get(replica)
    return times === undefined ? [] : times.counters.map((counter, at) => ({ counter, ahead: times.aheads[at] ?? 0 }))
  }
}
