import { present } from './assert.ts'
import { authoredOf } from './authored-run.ts'
import { isReady, progressAfter } from './causal-buffer.ts'
import { type Change, checkChange } from './change.ts'
import type { Edit } from './edit.ts'
import { composeAll } from './edit-composition.ts'
import type { ReplicaId } from './id.ts'
import { ProgressTable } from './progress.ts'
import { partsOf, TandemDoc } from './tandem-doc.ts'

export { type AuthoredRun, authoredOf } from './authored-run.ts'

export { composeEdits } from './edit-composition.ts'

/** Text that one row of the log brought. */
export type BlameRun = {
  /** Positions in the text at the seq that was asked for. */
  readonly from: number
  readonly to: number
  readonly replica: ReplicaId
  /** The row that inserted it; the seq of the base for what was there already. */
  readonly seq: number
}

/** The snapshot of the document at a seq. Its bytes must not change any more. */
export type Checkpoint = { readonly seq: number; readonly state: Uint8Array }

/** A log in which a change comes twice, or before something that it depends on. */
export class LogOutOfOrder extends Error {
  /** The row of that change. */
  readonly seq: number

  constructor(seq: number) {
    super(`the change at seq ${seq} is out of causal order`)
    this.name = 'LogOutOfOrder'
    this.seq = seq
  }
}

/** A change that inserts text: its place in the log, and the counter of its first code unit. */
type Row = { readonly seq: number; readonly counter: number }

/** Checkpoints are at least so far apart: replaying so many changes takes a few milliseconds. */
const minInterval = 1024

/** There are at most so many checkpoints: they cost the memory of as many snapshots. */
const maxCheckpoints = 32

/**
 * A document's past, told from the log of its changes: the change at seq _n_ turns state _n_ - 1 into state _n_. The open
 * document that people edit keeps no history for it.
 *
 * A history has one document of its own, which stands at the seq last asked for. To get to another seq, it goes on
 * from there, or from the last checkpoint at or before that seq. Checkpoints are snapshots, taken when the document comes
 * by for the first time. So with _c_ changes, the first way to a seq may replay all changes before it; from then on at most
 * `max(1024, c / 32)`; going through all seqs in order, whether for texts, blame or edits, replays each change once. `of`
 * looks at each change but replays none. A history keeps the changes, two numbers for each, and at most 32 snapshots.
 */
export class DocHistory {
  /** The first seq there is a state for: that of the base, 0 for a whole log. */
  readonly start: number
  readonly #changes: readonly Change[]
  /** For each replica, the rows that insert text: ascending by seq, and by counter. */
  readonly #rows = new Map<ReplicaId, Row[]>()
  readonly #interval: number
  /** One after each so many changes, as far as the document has ever come; the first is the base. */
  readonly #checkpoints: Checkpoint[]
  #doc: TandemDoc
  #seq: number

  private constructor(changes: readonly Change[], base: Checkpoint) {
    this.start = base.seq
    this.#changes = [...changes]
    this.#interval = Math.max(minInterval, Math.ceil(changes.length / maxCheckpoints))
    this.#checkpoints = [base]
    this.#doc = TandemDoc.fromSnapshot(base.state)
    this.#seq = base.seq
    const reached = new ProgressTable(partsOf(this.#doc).progress)
    let seq = base.seq
    for (const change of this.#changes) {
      seq += 1
      checkChange(change)
      const { replica, counter } = change
      const before = reached.of(replica)
      if (change.rseq <= before.rseq || !isReady(change, reached)) throw new LogOutOfOrder(seq)
      const after = progressAfter(change, before)
      reached.reach(replica, after.rseq, after.counter, after.lamport)
      if (after.counter === counter) continue
      const rows = this.#rows.get(replica) ?? []
      rows.push({ seq, counter })
      this.#rows.set(replica, rows)
    }
  }

  /**
   * The history of a log: of all its changes in order, from seq 1 on, or of those behind a base. Throws `InvalidChange`
   * for a log with a change that can never be applied, `LogOutOfOrder` for one that isn't in causal order, and
   * `DecodeError` for a base that isn't a snapshot.
   */
  static of(changes: readonly Change[], base: Checkpoint = { seq: 0, state: new TandemDoc().snapshot() }): DocHistory {
    return new DocHistory(changes, base)
  }

  /** The last seq there is a state for. */
  get head(): number {
    return this.start + this.#changes.length
  }

  /** The text at a seq. Throws `RangeError` for a seq before `start` or behind `head`. */
  textAt(seq: number): string {
    return this.#moveTo(seq).toString()
  }

  /** A new document with the text and the properties at a seq. Throws `RangeError` for a seq outside. */
  docAt(seq: number): TandemDoc {
    return TandemDoc.fromSnapshot(this.#moveTo(seq).snapshot())
  }

  /**
   * The smallest edit that turns the text at seq `a` into the text at seq `b`. With `b` before `a` it is the inverse of the
   * edit from `b` to `a`: it brings deleted text back. Replays what lies between. Throws `RangeError` for a seq outside.
   */
  editBetween(a: number, b: number): Edit {
    if (a > b) {
      const text = this.textAt(b)
      return inverse(this.editBetween(b, a), text)
    }
    this.#check(b)
    this.#moveTo(a)
    const edits: Edit[] = []
    while (this.#seq < b) edits.push(this.#goOn())
    return composeAll(edits)
  }

  /**
   * Who typed the text at a seq, and with which change: runs that ascend and are together the whole text. Neighbours
   * differ in replica or seq. Throws `RangeError` for a seq outside.
   */
  blameAt(seq: number): readonly BlameRun[] {
    const blame: (BlameRun & { to: number })[] = []
    for (const { from, to, replica, counter } of authoredOf(this.#moveTo(seq))) {
      const rows = this.#rows.get(replica) ?? []
      let at = rowsUpTo(rows, counter)
      for (let start = from; start < to; at++) {
        // Counters are dense: a row has all of them up to where the replica's next one begins.
        const end = Math.min(to, from - counter + (rows[at]?.counter ?? Infinity))
        const row = rows[at - 1]?.seq ?? this.start
        const last = blame.at(-1)
        if (last?.replica === replica && last.seq === row) last.to = end
        else blame.push({ from: start, to: end, replica, seq: row })
        start = end
      }
    }
    return blame
  }

  #check(seq: number): void {
    if (Number.isInteger(seq) && seq >= this.start && seq <= this.head) return
    throw new RangeError(`seq ${seq} in a history from ${this.start} to ${this.head}`)
  }

  /** The document, which stands at that seq then. */
  #moveTo(seq: number): TandemDoc {
    this.#check(seq)
    const nearest = this.#checkpoints.findLast((checkpoint) => checkpoint.seq <= seq)
    if (nearest !== undefined && (this.#seq < nearest.seq || this.#seq > seq)) {
      this.#doc = TandemDoc.fromSnapshot(nearest.state)
      this.#seq = nearest.seq
    }
    while (this.#seq < seq) this.#goOn()
    return this.#doc
  }

  /** Applies the next change. */
  #goOn(): Edit {
    const { edit } = this.#doc.apply([present(this.#changes[this.#seq - this.start], 'next change')])
    this.#seq += 1
    if (this.#seq === this.start + this.#checkpoints.length * this.#interval) {
      this.#checkpoints.push({ seq: this.#seq, state: this.#doc.snapshot() })
    }
    return edit
  }
}

/** How many of a replica's rows begin at or before a counter. */
function rowsUpTo(rows: readonly Row[], counter: number): number {
  let low = 0
  let high = rows.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (present(rows[middle], 'row').counter <= counter) low = middle + 1
    else high = middle
  }
  return low
}

/** The edit that undoes another, which changed `text`. */
function inverse(edit: Edit, text: string): Edit {
  let moved = 0
  return edit.map(({ from, to, insert }) => {
    const start = from + moved
    moved += insert.length - (to - from)
    return { from: start, to: start + insert.length, insert: text.slice(from, to) }
  })
}
