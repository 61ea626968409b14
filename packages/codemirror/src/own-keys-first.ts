import { type EditorView, ViewPlugin, type ViewUpdate } from '@codemirror/view'
import { isFromSession } from './remote-annotation.ts'

/** Who has changed nothing for so long does not type: between two keys of somebody who does there is less. */
const restMs = 500
/** So long what others did may wait; nobody sees a delay that is shorter. Between two slow keys there is as much. */
const patienceMs = 100

/**
 * While I type, shows what others did behind the picture of my next key, all of it at once: no key of mine has to wait until theirs are
 * in the text and on the screen. Shows it as it comes again when I pause.
 */
class OwnKeysFirst {
  #changedAt = Number.NEGATIVE_INFINITY
  readonly #postponed = new Set<() => void>()
  #frame: number | null = null
  #timer: ReturnType<typeof setTimeout> | undefined

  update(update: ViewUpdate): void {
    const typed = update.transactions.some((transaction) => transaction.docChanged && !isFromSession(transaction))
    if (!typed) return
    this.#changedAt = performance.now()
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = null
      if (this.#postponed.size === 0) return
      clearTimeout(this.#timer)
      // Layout and paint come between a frame's callback and the next task.
      this.#timer = setTimeout(this.#turn)
    })
  }

  destroy(): void {
    if (this.#frame !== null) cancelAnimationFrame(this.#frame)
    clearTimeout(this.#timer)
  }

  /** Whether `show` is to be called later than now; it will be, once. */
  postpones(show: () => void): boolean {
    if (this.#postponed.size === 0) {
      if (performance.now() - this.#changedAt > restMs) return false
      this.#timer = setTimeout(this.#turn, patienceMs)
    }
    this.#postponed.add(show)
    return true
  }

  readonly #turn = (): void => {
    const shows = [...this.#postponed]
    this.#postponed.clear()
    for (const show of shows) show()
  }
}

/** Keeps what others do from delaying my keys. Part of an editor with `collaboration`. */
export const ownKeysFirst = ViewPlugin.fromClass(OwnKeysFirst)

/**
 * Calls `show` when it does not delay what I type, once, however often it is asked for until then; or calls `now`, when I do not
 * type or the editor is without `ownKeysFirst`.
 */
export function showInTurn(view: EditorView, show: () => void, now: () => void = show): void {
  if (!view.plugin(ownKeysFirst)?.postpones(show)) now()
}
