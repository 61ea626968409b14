import type { Extension } from '@codemirror/state'
import { drawSelection, EditorView, type PluginValue, ViewPlugin, type ViewUpdate } from '@codemirror/view'
import { isOfOthers } from './text-rest.ts'

/** How long the caret is there, and how long it is not. */
const halfBlinkMs = 600

/**
 * Has the caret blink while its person rests, and stand still while they type. An animation would have to begin anew with every
 * key, and be taken into each picture.
 */
class Blink implements PluginValue {
  readonly #view: EditorView
  #timer: ReturnType<typeof setInterval> | null = null
  #moved = false
  #gone = false

  constructor(view: EditorView) {
    this.#view = view
    this.#follow(view.hasFocus)
  }

  update(update: ViewUpdate): void {
    if (update.focusChanged) this.#follow(update.view.hasFocus)
    if (!update.docChanged && !update.selectionSet) return
    if (update.transactions.every(isOfOthers)) return
    this.#moved = true
    if (this.#gone) this.#show(true)
  }

  destroy(): void {
    this.#follow(false)
  }

  #follow(focused: boolean): void {
    if (focused === (this.#timer !== null)) return
    if (this.#timer) clearInterval(this.#timer)
    this.#timer = focused ? setInterval(() => this.#beat(), halfBlinkMs) : null
    if (this.#gone) this.#show(true)
  }

  #beat(): void {
    const stands = this.#moved || matchMedia('(prefers-reduced-motion: reduce)').matches
    this.#moved = false
    if (this.#gone || !stands) this.#show(this.#gone)
  }

  #show(shown: boolean): void {
    const layer = this.#view.scrollDOM.querySelector<HTMLElement>(':scope > .cm-cursorLayer')
    if (!layer) return
    this.#gone = !shown
    layer.style.visibility = shown ? '' : 'hidden'
  }
}

/** My own carets and selections. */
export const ownCaret: Extension = [
  drawSelection(),
  ViewPlugin.fromClass(Blink),
  // CodeMirror names an animation on the element itself.
  EditorView.theme({ '.cm-cursorLayer': { animation: 'none !important' } }),
]
