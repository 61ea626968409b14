import { getSearchQuery } from '@codemirror/search'
import type { EditorState } from '@codemirror/state'
import type { EditorView, ViewUpdate } from '@codemirror/view'
import { calmly } from '#lib/calmly.ts'
import { type Match, matchesOf, maxMatches } from './matches-of.ts'

/** How many places match, and which of them is selected, counted from 1. */
export type MatchCounted = { readonly current: number | null; readonly total: number; readonly more: boolean }

/** A text that others write in is counted again so often. */
const pauseMs = 300
/** So long a key may have to wait. */
const atOnceMs = 10
/** Then keys have their turn; no browser waits less than this again and again. */
const turnMs = 4

/**
 * Counts what the editor's search matches: at once for another search, and a moment after the text has changed, whoever changed it. A long
 * text is counted with pauses in which keys have their turn.
 */
export class MatchCount {
  readonly #view: EditorView
  readonly #tell: (counted: MatchCounted | null) => void
  readonly #again = calmly(() => this.#count(), pauseMs)
  #counted: { readonly doc: EditorState['doc']; readonly matches: readonly Match[] } | null = null
  #timer: ReturnType<typeof setTimeout> | undefined

  /** `tell` hears what was counted last; null while nothing is. */
  constructor(view: EditorView, tell: (counted: MatchCounted | null) => void) {
    this.#view = view
    this.#tell = tell
  }

  /** Counts for what is searched now. */
  restart(): void {
    this.stop()
    this.#counted = null
    this.#tell(null)
    this.#count()
  }

  /** The text, or what is selected in it, may be another. */
  update({ docChanged, selectionSet, state }: ViewUpdate): void {
    if (docChanged) this.#again.soon()
    // In a text that has changed the places are others: they are counted soon.
    else if (selectionSet && this.#counted?.doc === state.doc) this.#tellCounted(state, this.#counted.matches)
  }

  stop(): void {
    this.#again.stop()
    clearTimeout(this.#timer)
    this.#timer = undefined
  }

  #count(): void {
    const { state } = this.#view
    const query = getSearchQuery(state)
    if (!query.valid) return
    // A count that is on its way ends first: with enough people at work none ever would.
    if (this.#timer !== undefined) this.#again.soon()
    else this.#goOn(state, matchesOf(query, state))
  }

  #goOn(state: EditorState, steps: ReturnType<typeof matchesOf>): void {
    const until = performance.now() + atOnceMs
    let step = steps.next()
    while (!step.done && performance.now() < until) step = steps.next()
    if (step.done) this.#end(state, step.value)
    else {
      this.#timer = setTimeout(() => {
        this.#timer = undefined
        this.#goOn(state, steps)
      }, turnMs)
    }
  }

  #end(counted: EditorState, matches: readonly Match[]): void {
    const { state } = this.#view
    this.#counted = { doc: counted.doc, matches }
    // What is selected by now is of the same text, or else of one whose places are not known.
    this.#tellCounted(state.doc === counted.doc ? state : counted, matches)
  }

  #tellCounted({ selection: { main } }: EditorState, matches: readonly Match[]): void {
    const at = matches.findIndex(({ from, to }) => from === main.from && to === main.to)
    this.#tell({ current: at < 0 ? null : at + 1, total: matches.length, more: matches.length === maxMatches })
  }
}
