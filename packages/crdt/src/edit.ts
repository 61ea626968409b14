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
  const cursor = new EditCursor(first)
  const composed = new EditBuilder()
  let position = 0
  for (const { from, to, insert } of second) {
    assert(from >= position && to >= from, 'the splices of an edit ascend')
    cursor.take(from - position, 'keep', composed)
    cursor.take(to - from, 'drop', composed)
    composed.insert(insert)
    position = to
  }
  cursor.takeRest(composed)
  return composed.finish()
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

/** Writes an edit from left to right as what is kept, deleted and inserted; splices that touch become one. */
class EditBuilder {
  readonly #splices: Splice[] = []
  #from = 0
  #to = 0
  #inserted = ''

  keep(length: number): void {
    if (length === 0) return
    this.#flush()
    this.#to += length
    this.#from = this.#to
  }

  delete(length: number): void {
    this.#to += length
  }

  insert(text: string): void {
    this.#inserted += text
  }

  finish(): Edit {
    this.#flush()
    return this.#splices
  }

  #flush(): void {
    if (this.#to > this.#from || this.#inserted !== '') {
      this.#splices.push({ from: this.#from, to: this.#to, insert: this.#inserted })
    }
    this.#from = this.#to
    this.#inserted = ''
  }
}

/** Walks over the text that an edit leaves, passing on what that edit did to the text before it. */
class EditCursor {
  readonly #edit: Edit
  #index = 0
  /** Position in the text before the edit: everything left of it is passed on. */
  #position = 0
  /** How much of the current splice's inserted text is passed on. */
  #inserted = 0

  constructor(edit: Edit) {
    this.#edit = edit
  }

  /** Goes over `length` code units of the text after the edit, which the next edit keeps or drops. */
  take(length: number, fate: 'keep' | 'drop', target: EditBuilder): void {
    let rest = length
    while (rest > 0) {
      const splice = this.#edit[this.#index]
      if (splice === undefined) {
        if (fate === 'keep') target.keep(rest)
        else target.delete(rest)
        this.#position += rest
        return
      }
      if (this.#position < splice.from) {
        const step = Math.min(rest, splice.from - this.#position)
        if (fate === 'keep') target.keep(step)
        else target.delete(step)
        this.#position += step
        rest -= step
        continue
      }
      const step = Math.min(rest, splice.insert.length - this.#inserted)
      if (fate === 'keep') target.insert(splice.insert.slice(this.#inserted, this.#inserted + step))
      this.#inserted += step
      rest -= step
      if (this.#inserted === splice.insert.length) this.#leave(splice, target)
    }
  }

  takeRest(target: EditBuilder): void {
    for (let splice = this.#edit[this.#index]; splice !== undefined; splice = this.#edit[this.#index]) {
      target.keep(splice.from - this.#position)
      this.#position = splice.from
      target.insert(splice.insert.slice(this.#inserted))
      this.#leave(splice, target)
    }
  }

  #leave(splice: Splice, target: EditBuilder): void {
    target.delete(splice.to - splice.from)
    this.#position = splice.to
    this.#inserted = 0
    this.#index += 1
  }
}
