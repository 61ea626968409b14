import type { EditorState } from '@codemirror/state'
import { type EditorView, ViewPlugin, type ViewUpdate } from '@codemirror/view'
import { configOf, type EditorSession } from './config.ts'
import { isFromSession } from './remote-annotation.ts'
import { placeInSession, sentLate } from './sync-plugin.ts'

/** How many ranges of one selection others are told about: more is noise on their screens. */
export const maxRanges = 50

/**
 * Tells the session where my carets are: when I move them, when I type, when I come to the editor. A caret stays known
 * after the editor loses focus; one that was never in the editor is not told.
 */
class SendSelection {
  readonly #view: EditorView
  readonly #session: EditorSession
  readonly #unsubscribe: () => void
  #present = false
  #scheduled = false
  #destroyed = false

  constructor(view: EditorView) {
    this.#view = view
    this.#session = configOf(view.state).session
    // A replaced document knows nothing of the anchors of the one before.
    this.#unsubscribe = this.#session.on('open', () => this.#schedule())
  }

  update(update: ViewUpdate): void {
    if (update.focusChanged && update.view.hasFocus) {
      this.#present = true
      this.#schedule()
    } else if (
      this.#present &&
      (update.selectionSet || (update.docChanged && movesMyCaret(update)) || isSentLate(update))
    )
      this.#schedule()
  }

  destroy(): void {
    this.#destroyed = true
    this.#unsubscribe()
  }

  /** Once per task, after the text is in step with the session's again: positions are those of the session's document. */
  #schedule(): void {
    if (this.#scheduled) return
    this.#scheduled = true
    queueMicrotask(() => {
      this.#scheduled = false
      if (!this.#destroyed && this.#present) this.#send(this.#view.state)
    })
  }

  #send(state: EditorState): void {
    if (!this.#session.doc) return
    const { main, ranges } = state.selection
    const told =
      ranges.length <= maxRanges ? ranges : [main, ...ranges.filter((range) => range !== main)].slice(0, maxRanges)
    this.#session.select(
      told.map(({ anchor, head }) => ({
        anchor: placeInSession(this.#view, anchor),
        head: placeInSession(this.#view, head),
      })),
    )
  }
}

/**
 * Others' edits move my caret by itself, on their screens as on mine, except one right at the caret: there mine stays before
 * the new text, and they may have guessed otherwise.
 */
function movesMyCaret(update: ViewUpdate): boolean {
  if (!update.transactions.every(isFromSession)) return true
  return update.startState.selection.ranges.some(
    ({ from, to }) => update.changes.touchesRange(from) !== false || update.changes.touchesRange(to) !== false,
  )
}

/** Behind what was sent only now my caret had no place in the session's text before. */
function isSentLate({ transactions }: ViewUpdate): boolean {
  return transactions.some(({ effects }) => effects.some((effect) => effect.is(sentLate)))
}

/** Tells the session where my carets and selections are. */
export const sendSelection = ViewPlugin.fromClass(SendSelection)
