import type { Id, ReplicaId } from './id.ts'
import type { DeleteOperation } from './operation.ts'

/** The code units of one replica: for each the row that touched it first, and the next one that may be untouched. */
type Touched = { readonly rows: Uint32Array; readonly next: Uint32Array }

const nothing: Touched = { rows: new Uint32Array(0), next: new Uint32Array(0) }

/**
 * Which code units were deleted, and by which row first. A code unit that was touched is skipped from then on, so that the work
 * is that of the code units and the operations, however often operations name the same ones.
 */
export class FirstTouch {
  readonly #touched = new Map<ReplicaId, Touched>()

  /** Notes that a row, which is at least 1, deletes these. */
  touch({ replica, counter, length }: Omit<DeleteOperation, 'kind'>, row: number): void {
    const end = counter + length
    const { rows, next } = this.#upTo(replica, end)
    for (let unit = untouched(next, counter); unit < end; unit = untouched(next, unit)) {
      rows[unit] = row
      next[unit] = unit + 1
    }
  }

  /** The row that deleted it first; 0 when none did. */
  rowOf({ replica, counter }: Id): number {
    return this.#touched.get(replica)?.rows[counter] ?? 0
  }

  /** What is known of a replica, with room for its first `units` code units. */
  #upTo(replica: ReplicaId, units: number): Touched {
    const before = this.#touched.get(replica) ?? nothing
    const size = before.rows.length
    if (size >= units) return before
    const room = Math.max(units, 2 * size)
    const rows = new Uint32Array(room)
    const next = Uint32Array.from({ length: room }, (_, unit) => unit)
    rows.set(before.rows)
    next.set(before.next)
    const touched = { rows, next }
    this.#touched.set(replica, touched)
    return touched
  }
}

/** The first code unit from there on that was not touched. What it passed points there afterwards: no way is gone twice. */
function untouched(next: Uint32Array, from: number): number {
  let end = from
  while (end < next.length && next[end] !== end) end = next[end] ?? next.length
  for (let unit = from; unit < end; ) {
    const after = next[unit] ?? end
    next[unit] = end
    unit = after
  }
  return end
}
