import type { ReplicaId } from './id.ts'
import { lastAtMost } from './text/last-at-most.ts'
import type { CounterRange } from './version.ts'

/** A part of a range that was looked for. */
type Overlap<Item> = { readonly item: Item; readonly from: number; readonly to: number }

/** Things that are about ranges of code units, found by the names of these. */
export class ByCounter<Item extends CounterRange> {
  /** Those of each replica, ascending, and where each begins. */
  readonly #replicas = new Map<ReplicaId, { readonly starts: number[]; readonly items: Item[] }>()

  /** Things whose ranges don't overlap, in any order. */
  static of<Item extends CounterRange>(items: readonly Item[]): ByCounter<Item> {
    const all = new ByCounter<Item>()
    for (const item of [...items].sort((a, b) => a.from - b.from)) all.add(item)
    return all
  }

  /** Adds one that begins behind all of its replica. */
  add(item: Item): void {
    const known = this.#replicas.get(item.replica) ?? { starts: [], items: [] }
    known.starts.push(item.from)
    known.items.push(item)
    this.#replicas.set(item.replica, known)
  }

  /** What there is in a range, ascending. */
  *in({ replica, from, to }: CounterRange): Generator<Overlap<Item>> {
    const known = this.#replicas.get(replica)
    if (!known) return
    for (let at = Math.max(0, lastAtMost(known.starts, from)); ; at++) {
      const item = known.items[at]
      if (!item || item.from >= to) return
      const overlap = { item, from: Math.max(from, item.from), to: Math.min(to, item.to) }
      if (overlap.from < overlap.to) yield overlap
    }
  }
}
