import { type EditorView, ViewPlugin, type ViewUpdate } from '@codemirror/view'
import { syncPlugin } from './sync-plugin.ts'

/** A browser may say that a composition has ended before the last of it is in the text. */
const settleMs = 50

/**
 * Others see a word that is composed, as those are that many scripts are written with, only when it is there as a whole: what
 * the composition shows until then are the keys and guesses on the way to it. What is being composed is no part of the
 * document yet, and is lost with the page.
 */
class WholeCompositions {
  readonly #view: EditorView
  #composing = false
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(view: EditorView) {
    this.#view = view
  }

  update({ view }: ViewUpdate): void {
    // Not every end of a composition is told.
    if (this.#composing && !view.compositionStarted) this.ended()
  }

  destroy(): void {
    clearTimeout(this.#timer)
    this.#sendLater(false)
  }

  started(): void {
    clearTimeout(this.#timer)
    this.#sendLater(false)
    this.#composing = true
    this.#sendLater(true)
  }

  ended(): void {
    this.#composing = false
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#sendLater(false), settleMs)
  }

  #sendLater(later: boolean): void {
    this.#view.plugin(syncPlugin)?.sendLater(later)
  }
}

/** Lets others see what I compose when it is there as a whole. Part of an editor with `collaboration`. */
export const wholeCompositions = ViewPlugin.fromClass(WholeCompositions, {
  eventObservers: {
    compositionstart() {
      this.started()
    },
    compositionend() {
      this.ended()
    },
  },
})
