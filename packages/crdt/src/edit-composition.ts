import { assert } from './assert.ts'
import type { Edit, Splice } from './edit.ts'

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
