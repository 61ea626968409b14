import { assert, present } from '../assert.ts'
import type { Id, ReplicaId } from '../id.ts'

/** From `counter` on, to the next run, the Lamport time of a code unit is its counter plus `ahead`. */
export type LamportRun = { readonly counter: number; readonly ahead: number }

/**
 * The Lamport time of every code unit, beside the text. A replica that types on takes one counter and one tick at a
 * time, so a run ends only where the replica heard of a later time, deleted, or set a property; and no run ever stops two
 * items from merging.
 */
export class LamportTable {
  readonly #runs = new Map<ReplicaId, LamportRun[]>()

  /** Notes the times of new code units: the first has `lamport`, each next one tick more. */
  record(first: Id, lamport: number): void {
    const ahead = lamport - first.counter
    const runs = this.#runs.get(first.replica)
    if (runs === undefined) {
      assert(first.counter === 0, 'a replica begins with counter 0')
      this.#runs.set(first.replica, [{ counter: 0, ahead }])
      return
    }
    const last = present(runs.at(-1), 'run')
    assert(ahead >= last.ahead, 'time grows at least as fast as counters')
    if (ahead > last.ahead) runs.push({ counter: first.counter, ahead })
  }

  /** The time of a code unit, which must exist. */
  timeOf(id: Id): number {
    const runs = this.runsOf(id.replica)
    let low = 0
    let high = runs.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (present(runs[middle], 'run').counter <= id.counter) low = middle + 1
      else high = middle
    }
    return id.counter + present(runs[low - 1], 'run of the Id').ahead
  }

  /** The runs of a replica; `ahead` grows from one to the next. */
  runsOf(replica: ReplicaId): readonly LamportRun[] {
    return this.#runs.get(replica) ?? []
  }
}
