import { type Patch, spliceOf, type Trace } from '../trace.ts'
import type { TextEdit } from './contenders/contender.ts'

/** A sequence of edits that one person makes, in both units. */
export type Typing = {
  readonly edits: { readonly 'code units': readonly TextEdit[]; readonly 'code points': readonly TextEdit[] }
  readonly end: string
}

/** The edits of a sequential trace; the text that it starts with is the first one. Patches that do nothing are left out. */
export function typingOf(trace: Trace): Typing {
  const start: Patch[] = trace.startContent === '' ? [] : [[0, 0, trace.startContent]]
  const patches = [...start, ...trace.transactions.flatMap(({ patches }) => patches)].filter(doesSomething)
  const points = patches.map(asEdit)
  return { edits: { 'code units': inCodeUnits(points), 'code points': points }, end: trace.endContent }
}

/** A patch that inserts or deletes something. */
export function doesSomething([, deleted, insert]: Patch): boolean {
  return deleted > 0 || insert !== ''
}

/** A patch as an edit, in code points still. */
export function asEdit([at, deleted, insert]: Patch): TextEdit {
  return { at, deleted, insert }
}

/** The same edits with positions in UTF-16 code units. */
export function inCodeUnits(edits: readonly TextEdit[]): readonly TextEdit[] {
  const pairs = new PairPlaces()
  let changed = false
  const converted = edits.map((edit) => {
    const { at, deleted, insert } = edit
    const before = pairs.before(at)
    const within = pairs.before(at + deleted) - before
    pairs.splice(edit)
    if (before + within === 0) return edit
    changed = true
    return { at: at + before, deleted: deleted + within, insert }
  })
  return changed ? converted : edits
}

/** Where the characters are that are one code point and two code units; there are few of them in a text, if any. */
class PairPlaces {
  #places: number[] = []

  /** How many are in front of a place. */
  before(at: number): number {
    let low = 0
    for (let high = this.#places.length; low < high; ) {
      const middle = (low + high) >> 1
      if ((this.#places[middle] ?? 0) < at) low = middle + 1
      else high = middle
    }
    return low
  }

  splice({ at, deleted, insert }: TextEdit): void {
    const points = pair.test(insert) ? [...insert] : null
    const length = points?.length ?? insert.length
    if (!points && this.#places.length === 0) return
    const from = this.before(at)
    const moved = this.#places.slice(this.before(at + deleted)).map((place) => place - deleted + length)
    const added = points?.flatMap((point, index) => (point.length === 2 ? [at + index] : [])) ?? []
    this.#places = [...this.#places.slice(0, from), ...added, ...moved]
  }
}

const pair = /[\ud800-\udbff]/

/** An edit with positions in UTF-16 code units, given the text that it is made in. */
export function inCodeUnitsOf({ at, deleted, insert }: TextEdit, text: string): TextEdit {
  const { from, to } = spliceOf([at, deleted, insert], text)
  return { at: from, deleted: to - from, insert }
}
