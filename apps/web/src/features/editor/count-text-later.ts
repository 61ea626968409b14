import type { Extension } from '@codemirror/state'
import { type EditorView, ViewPlugin, type ViewUpdate } from '@codemirror/view'
import { countText, type TextCount } from './text-count.ts'

/** Counting reads the whole text: it waits until nobody has typed for so long. */
const restMs = 300

/** Counts words and lines whenever the text or the selection has come to rest. */
export function countTextLater(onCount: (count: TextCount) => void): Extension {
  return ViewPlugin.fromClass(
    class {
      #timer: ReturnType<typeof setTimeout>

      constructor(view: EditorView) {
        this.#timer = setTimeout(() => onCount(countText(view.state)))
      }

      update(update: ViewUpdate): void {
        if (!update.docChanged && !update.selectionSet) return
        clearTimeout(this.#timer)
        this.#timer = setTimeout(() => onCount(countText(update.view.state)), restMs)
      }

      destroy(): void {
        clearTimeout(this.#timer)
      }
    },
  )
}
