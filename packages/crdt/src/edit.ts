import { assert } from './assert.ts'

/** Replaces the text between two positions. Positions count UTF-16 code units. */
export type Splice = { readonly from: number; readonly to: number; readonly insert: string }

/**
 * What changes in a text: splices with positions in the text *before* the edit, ascending and disjoint, so that they can
 * be handed to CodeMirror as one set of changes. The edits that this package returns are minimal too: splices don't
 * touch, none is without effect, and none covers a character that stays.
 */
export type Edit = readonly Splice[]

/** The text after the edit. Throws `RangeError` when the edit's splices are unsorted, overlap or lie outside the text. */
export function applyEdit(text: string, edit: Edit): string {
  checkEdit(edit, text.length)
  const pieces: string[] = []
  let position = 0
  for (const { from, to, insert } of edit) {
    pieces.push(text.slice(position, from), insert)
    position = to
  }
  pieces.push(text.slice(position))
  return pieces.join('')
}

/** One edit with the effect of `first` and then `second`, whose positions are in the text that `first` leaves. */
export function composeEdits(first: Edit, second: Edit): Edit {
  const composition = new Composition(first)
  let position = 0
  for (const { from, to, insert } of second) {
    assert(from >= position && to >= from, 'the splices of an edit ascend')
    composition.take(from - position, 'keep')
    composition.take(to - from, 'drop')
    composition.insert(insert)
    position = to
  }
  return composition.finish()
}

/** One edit with the effect of all, in order. Halves first, so that the work is n log n however many there are. */
export function composeAll(edits: readonly Edit[]): Edit {
  let level = edits
  while (level.length > 1) {
    const above: Edit[] = []
    for (let index = 0; index < level.length; index += 2) {
      above.push(composeEdits(level[index] ?? [], level[index + 1] ?? []))
    }
    level = above
  }
  return level[0] ?? []
}

const nothing: Splice = { from: 0, to: 0, insert: '' }

/** Throws `RangeError` unless the edit's splices ascend, are disjoint and lie inside a text of that length. */
export function checkEdit(edit: Edit, length: number): void {
  let position = 0
  for (let at = 0; at < edit.length; at++) {
    const { from, to } = edit[at] ?? nothing
    if (!Number.isInteger(from) || !Number.isInteger(to)) throw new RangeError('a position is not an integer')
    if (from < position || to < from) throw new RangeError('splices must ascend and be disjoint')
    if (to > length) throw new RangeError(`position ${to} is outside a text of length ${length}`)
    position = to
  }
}

/** Walks over the text that an edit leaves, and writes what became of the text before it; splices that touch become one. */
class Composition {
  readonly #edit: Edit
  #index = 0
  /** How much of the current splice's inserted text is passed. */
  #passed = 0
  readonly #splices: Splice[] = []
  /** The splice that is being written. Its end is the position in the text before the edit. */
  #from = 0
  #to = 0
  #inserted = ''

  constructor(edit: Edit) {
    this.#edit = edit
  }

  /** Goes over `length` code units of the text after the edit, which the next edit keeps or drops. */
  take(length: number, fate: 'keep' | 'drop'): void {
    for (let rest = length; rest > 0; ) {
      const splice = this.#edit[this.#index]
      const untouched = (splice?.from ?? Infinity) - this.#to
      if (splice === undefined || untouched > 0) {
        const step = Math.min(rest, untouched)
        if (fate === 'keep') this.#flush()
        this.#to += step
        if (fate === 'keep') this.#from = this.#to
        rest -= step
        continue
      }
      const step = Math.min(rest, splice.insert.length - this.#passed)
      if (fate === 'keep') this.insert(splice.insert.slice(this.#passed, this.#passed + step))
      this.#passed += step
      rest -= step
      if (this.#passed < splice.insert.length) continue
      this.#to = splice.to
      this.#passed = 0
      this.#index += 1
    }
  }

  insert(text: string): void {
    this.#inserted += text
  }

  finish(): Edit {
    // The next edit keeps what is left, however long that is.
    this.take(Infinity, 'keep')
    return this.#splices
  }

  #flush(): void {
    if (this.#to > this.#from || this.#inserted !== '') {
      this.#splices.push({ from: this.#from, to: this.#to, insert: this.#inserted })
    }
    this.#inserted = ''
  }
}
