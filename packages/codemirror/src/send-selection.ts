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
  /** Who may have moved my carets since they were told last; null for nobody. */
  #movedBy: 'me' | 'others' | null = null
  #destroyed = false

  constructor(view: EditorView) {
    this.#view = view
    this.#session = configOf(view.state).session
    // A replaced document knows nothing of the anchors of the one before.
    this.#unsubscribe = this.#session.on('open', () => this.#schedule('me'))
  }

  update(update: ViewUpdate): void {
    if (update.focusChanged && update.view.hasFocus) {
      this.#present = true
      this.#schedule('me')
    } else if (this.#present) {
      const by = movedBy(update)
      if (by) this.#schedule(by)
    }
  }

  destroy(): void {
    this.#destroyed = true
    this.#unsubscribe()
  }

  /** Once per task, after the text is in step with the session's again: positions are those of the session's document. */
  #schedule(by: 'me' | 'others'): void {
    const isScheduled = this.#movedBy !== null
    if (this.#movedBy !== 'me') this.#movedBy = by
    if (isScheduled) return
    queueMicrotask(() => {
      const movedBy = this.#movedBy
      this.#movedBy = null
      if (movedBy && !this.#destroyed && this.#present) this.#send(this.#view.state, movedBy)
    })
  }

  #send(state: EditorState, movedBy: 'me' | 'others'): void {
    if (!this.#session.doc) return
    const { main, ranges } = state.selection
    // The main one comes first: it is where I work, and where others look for me.
    const told = [main, ...ranges.filter((range) => range !== main)].slice(0, maxRanges)
    this.#session.select(
      told.map(({ anchor, head }) => ({
        anchor: placeInSession(this.#view, anchor),
        head: placeInSession(this.#view, head),
      })),
      movedBy,
    )
  }
}

/**
 * Who may have moved my carets; null when nobody did. Others' edits move them by themselves, on their screens as on mine, except one
 * right at a caret: there mine stays before the new text, and they may have guessed otherwise.
 */
function movedBy(update: ViewUpdate): 'me' | 'others' | null {
  const isMine = !update.transactions.every(isFromSession)
  if ((isMine && (update.selectionSet || update.docChanged)) || isSentLate(update)) return 'me'
  if (update.selectionSet) return 'others'
  const touched = update.startState.selection.ranges.some(
    ({ from, to }) => update.changes.touchesRange(from) !== false || update.changes.touchesRange(to) !== false,
  )
  return touched ? 'others' : null
}

/** Behind what was sent only now my caret had no place in the session's text before. */
function isSentLate({ transactions }: ViewUpdate): boolean {
  return transactions.some(({ effects }) => effects.some((effect) => effect.is(sentLate)))
}

/** Tells the session where my carets and selections are. */
export const sendSelection = ViewPlugin.fromClass(SendSelection)
