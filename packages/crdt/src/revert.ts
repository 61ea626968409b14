import { authoredOf } from './authored-run.ts'
import { ByCounter } from './by-counter.ts'
import type { Change } from './change.ts'
import { FirstTouch } from './first-touch.ts'
import type { Id, ReplicaId } from './id.ts'
import type { RevertPlan } from './revert-plan.ts'
import { partsOf, type TandemDoc } from './tandem-doc.ts'
import { ends } from './text/none.ts'
import { isTombstone } from './text/order.ts'
import { typedAgain } from './typed-again.ts'
import type { CounterRange } from './version.ts'

export { editOfRevert } from './revert-edit.ts'
export type { RevertPlan } from './revert-plan.ts'

const { none } = ends

/** Text as it was typed. */
type Typed = CounterRange & {
  readonly text: string
  /** The row that inserted it; 0 for what was there before all rows. */
  readonly row: number
  /** Whether that row was the author's. */
  readonly isAuthors: boolean
}

/** Text that shows, and where it begins. */
type Shown = Typed & { readonly at: number }

/** What is to come back between two code units that show. */
type Gap = {
  readonly place: Id
  /** Where it is in the text that shows. */
  readonly at: number
  text: string
  /** For each of its code units the row that deleted it. */
  readonly rows: number[]
}

/**
 * Finds out what has to be done so that an author has done nothing since a moment. What others did stays: their text, and what
 * they deleted, also when the author deleted it too. What the author deleted comes back, unless it is back already: typed
 * again after it was deleted, by whomever, right where it was.
 *
 * It takes a document as of that moment and all rows of its log behind it. It keeps the text of both, and of replicas whose
 * text was deleted since then up to sixteen bytes for each code unit that they ever typed.
 */
export class RevertPlanner {
  readonly #doc: TandemDoc
  readonly #typed: ByCounter<Typed>
  readonly #deletedByAuthor = new FirstTouch()
  readonly #deletedByOthers = new FirstTouch()
  #row = 0

  /** Takes the document over: it goes on with each change. */
  constructor(doc: TandemDoc) {
    this.#doc = doc
    const text = doc.toString()
    const before = authoredOf(doc).map(({ replica, counter, from, to }) => {
      const range = { replica, from: counter, to: counter + to - from }
      return { ...range, text: text.slice(from, to), row: 0, isAuthors: false }
    })
    this.#typed = ByCounter.of(before)
  }

  /** Takes the next change of the log. Throws as `TandemDoc.apply`. */
  add(change: Change, isAuthors: boolean): void {
    this.#doc.apply([change])
    this.#row += 1
    const deleted = isAuthors ? this.#deletedByAuthor : this.#deletedByOthers
    const { replica } = change
    let from = change.counter
    for (const operation of change.operations) {
      if (operation.kind === 'delete') deleted.touch(operation, this.#row)
      if (operation.kind !== 'insert' && operation.kind !== 'type') continue
      const { text } = operation
      const to = from + text.length
      this.#typed.add({ replica, from, to, text, row: this.#row, isAuthors })
      from = to
    }
  }

  /** What has to be done after the changes that were added. */
  plan(): RevertPlan {
    const { shown, gaps } = this.#walk()
    const text = this.#doc.toString()
    const rows = new Uint32Array(text.length)
    const goes = new Uint8Array(text.length)
    for (const { at, row, isAuthors, text: part } of shown) {
      rows.fill(row, at, at + part.length)
      if (isAuthors) goes.fill(1, at, at + part.length)
    }
    let used = 0
    const insertions = gaps.flatMap((gap) => {
      const copy = typedAgain(gap, text, used, (from, to) =>
        rows.subarray(from, to).every((row, unit) => row > (gap.rows[unit] ?? 0)),
      )
      if (copy === null) return { at: gap.place, text: gap.text }
      used = copy + gap.text.length
      goes.fill(0, copy, used)
      return []
    })
    return { deletions: going(shown, goes), insertions, known: insertions.length === 0 ? [] : endsOf(shown) }
  }

  /** What shows, and what is to come back between. */
  #walk(): { readonly shown: readonly Shown[]; readonly gaps: readonly Gap[] } {
    const { order } = partsOf(this.#doc).text
    const { list, runs, serials } = order
    const shown: Shown[] = []
    const gaps: Gap[] = []
    let at = 0
    for (let run = list.first; run !== none; run = list.next(run)) {
      const start = runs.start(run)
      const counter = serials.counterOf(start)
      const range = { replica: serials.replicaOf(start), from: counter, to: counter + runs.length(run) }
      for (const { item, from, to } of this.#typed.in(range)) {
        const part = { ...item, from, to, text: item.text.slice(from - item.from, to - item.from) }
        if (isTombstone(order, run)) this.#mend(gaps, part, at)
        else {
          shown.push({ ...part, at })
          at += part.text.length
        }
      }
    }
    return { shown, gaps: gaps.flatMap(wellFormed) }
  }

  /** Adds to the gaps what the author alone deleted of something that others typed, or they themselves before. */
  #mend(gaps: Gap[], { replica, from, text, isAuthors }: Typed, at: number): void {
    if (isAuthors) return
    for (let unit = 0; unit < text.length; unit++) {
      const id = { replica, counter: from + unit }
      const row = this.#deletedByAuthor.rowOf(id)
      if (row === 0 || this.#deletedByOthers.rowOf(id) !== 0) continue
      const last = gaps.at(-1)
      if (last?.at === at) {
        last.text += text.charAt(unit)
        last.rows.push(row)
      } else {
        gaps.push({ place: id, at, text: text.charAt(unit), rows: [row] })
      }
    }
  }
}

/** Half a pair was deleted by somebody else too: then so was the other half. */
function wellFormed(gap: Gap): readonly Gap[] {
  const whole: Gap = { ...gap, text: '', rows: [] }
  let unit = 0
  for (const character of gap.text) {
    if (!/\p{Surrogate}/u.test(character)) {
      whole.text += character
      whole.rows.push(...gap.rows.slice(unit, unit + character.length))
    }
    unit += character.length
  }
  return whole.text === '' ? [] : [whole]
}

/** What goes of the text that shows: ranges in its order, as long as they can be. */
function going(shown: readonly Shown[], goes: Uint8Array): readonly CounterRange[] {
  const ranges: { replica: ReplicaId; from: number; to: number }[] = []
  for (const { replica, from, to, at } of shown) {
    for (let counter = from; counter < to; counter++) {
      if (goes[at + counter - from] !== 1) continue
      const last = ranges.at(-1)
      if (last?.replica === replica && last.to === counter) last.to += 1
      else ranges.push({ replica, from: counter, to: counter + 1 })
    }
  }
  return ranges
}

/** How far the counters of each replica go in what shows. */
function endsOf(shown: readonly Shown[]): RevertPlan['known'] {
  const ends = new Map<ReplicaId, number>()
  for (const { replica, to } of shown) ends.set(replica, Math.max(to, ends.get(replica) ?? 0))
  return [...ends]
}
