import { type Extension, Prec } from '@codemirror/state'
import { EditorView, type PluginValue, ViewPlugin } from '@codemirror/view'
import { messages } from './messages.ts'

/**
 * What vim and emacs draw by themselves, in the roles of the theme: their own colours are made for one theme each, and written
 * on the elements, which is why these insist.
 */
const colours = Prec.highest(
  EditorView.theme({
    '&.cm-focused .cm-fat-cursor': { background: 'var(--color-text) !important' },
    // The half of a letter that such a cursor leaves free shows through.
    '&.cm-focused .cm-fat-cursor:not([style*="color: transparent"])': { color: 'var(--color-canvas) !important' },
    '&:not(.cm-focused) .cm-fat-cursor': { outline: '1px solid var(--color-text) !important' },
    '.cm-vim-panel, .cm-vim-panel input': {
      color: 'var(--color-text)',
      backgroundColor: 'var(--color-surface) !important',
      fontFamily: 'var(--font-mono)',
    },
    '.cm-vim-panel span': { color: 'var(--color-text-muted) !important' },
    '.cm-vim-message': { color: 'var(--color-danger) !important' },
    // A caret that blinks is a motion that never ends.
    '@media (prefers-reduced-motion: reduce)': { '.cm-vimCursorLayer': { animation: 'none !important' } },
  }),
)

/** Gives the line in which commands are typed a name: it comes when it is wanted, and has none. */
class NamesCommandLine implements PluginValue {
  readonly #view: EditorView

  constructor(view: EditorView) {
    this.#view = view
    view.dom.addEventListener('focusin', name)
  }

  destroy(): void {
    this.#view.dom.removeEventListener('focusin', name)
  }
}

function name({ target }: FocusEvent): void {
  if (target instanceof HTMLInputElement && target.closest('.cm-vim-panel')) {
    target.setAttribute('aria-label', messages.commandLine)
  }
}

/** How key maps that bring an own cursor and an own line for commands look here, and what that line is called. */
export const keyMapLooks: Extension = [colours, ViewPlugin.fromClass(NamesCommandLine)]
