import type { Edit, Splice } from '../edit.ts'
import type { ReplicaId } from '../id.ts'
import { isTombstone, type Order } from './order.ts'
import type { Rope } from './rope.ts'
import type { Run, Serial } from './run-table.ts'

const nothing: Edit = []

/** A part of a run that the batch inserted (and that shows), or deleted. */
type Piece = { readonly run: Run; readonly rank: number; readonly from: Serial; readonly to: Serial }

/**
 * What a batch of changes does to the text that shows, as one edit. While they are applied it only notes which code
 * units are new (all of a replica from a counter on) and which old ones vanish; in the end it reads off the order of the
 * text where these are. So a batch costs what it leaves, not its steps. A single step is an edit already.
 */
export class BatchEdit {
  #steps = 0
  #only: Splice | null = null
  /** By replica: the counter of its first new code unit. */
  readonly #news = new Map<ReplicaId, number>()
  /** Stretches of old code units that vanished: first serial, number, and so on. */
  #vanished: number[] = []

  /** A replica's code units are new from this counter on, or from the lowest that was told. */
  begin(replica: ReplicaId, counter: number): void {
    if ((this.#news.get(replica) ?? Infinity) >= counter) this.#news.set(replica, counter)
  }

  /** Something was done to the text. */
  step(splice: Splice): void {
    this.#steps += 1
    this.#only = splice
  }

  /** Code units that showed were deleted; their serials and counters are consecutive. */
  vanished(serial: Serial, replica: ReplicaId, counter: number, units: number): void {
    if (this.#news.size === 0) return
    const old = Math.min(units, (this.#news.get(replica) ?? Infinity) - counter)
    if (old > 0) this.#vanished.push(serial, serial + old)
  }

  /** The edit that all is together. Begins anew. */
  finish(order: Order, rope: Rope): Edit {
    const only = this.#only
    const edit = only === null ? nothing : this.#steps === 1 ? [only] : editOf(this.#pieces(order), order, rope)
    this.#only = null
    this.#steps = 0
    if (this.#news.size > 0) {
      this.#news.clear()
      this.#vanished = []
    }
    return edit
  }

  #pieces(order: Order): Piece[] {
    const { list, runs, index, serials } = order
    const pieces: Piece[] = []
    /** The part of the stretch that is in one run, if it is a tombstone or not. How long it is. */
    const add = (from: Serial, end: Serial, isDeleted: boolean): number => {
      const run = index.find(from)
      const to = Math.min(end, runs.end(run))
      if (isTombstone(order, run) === isDeleted) pieces.push({ run, rank: list.rankOf(run), from, to })
      return to - from
    }
    for (const [replica, first] of this.#news) {
      const end = serials.count(replica)
      for (let counter = first; counter < end; ) {
        const serial = serials.serialOf(replica, counter)
        counter += add(serial, serial + end - counter, false)
      }
    }
    for (let at = 0; at < this.#vanished.length; at += 2) {
      const end = this.#vanished[at + 1] ?? 0
      for (let serial = this.#vanished[at] ?? 0; serial < end; ) serial += add(serial, end, true)
    }
    return pieces.sort((a, b) => a.rank - b.rank || a.from - b.from)
  }
}

/** What the pieces are as an edit, in their order. */
function editOf(pieces: readonly Piece[], order: Order, rope: Rope): Edit {
  const edit: Splice[] = []
  let grown = 0
  for (const { run, from, to } of pieces) {
    const isDeleted = isTombstone(order, run)
    const position = order.list.before(run) + (isDeleted ? 0 : from - order.runs.start(run))
    const start = position - grown
    const end = isDeleted ? start + to - from : start
    const insert = isDeleted ? '' : rope.slice(position, position + to - from)
    const last = edit.at(-1)
    if (last?.to === start) edit[edit.length - 1] = { from: last.from, to: end, insert: last.insert + insert }
    else edit.push({ from: start, to: end, insert })
    grown += isDeleted ? from - to : to - from
  }
  return edit
}
