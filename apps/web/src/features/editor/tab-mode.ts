import { Prec, StateEffect, StateField } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { messages } from './messages.ts'

const setTabMode = StateEffect.define<boolean>()

/** Whether Tab moves the focus instead of indenting. CodeMirror knows it, but tells nobody. */
export const tabMode = StateField.define<boolean>({
  create: () => false,
  update: (value, { effects }) => effects.reduce((on, effect) => (effect.is(setTabMode) ? effect.value : on), value),
})

/** Switches Tab between indenting and moving the focus, and says which. */
export function toggleTabMode(view: EditorView): true {
  const on = !view.state.field(tabMode)
  view.setTabFocusMode(on)
  const said = on ? messages.tabMovesFocusNow : messages.tabIndentsNow
  view.dispatch({ effects: [setTabMode.of(on), EditorView.announce.of(said)] })
  return true
}

/**
 * For key maps that give Escape a meaning of their own: it opens no way out for Tab, and Ctrl+M stays the one that does,
 * whatever the key map makes of it.
 */
export const noEscapeHatch = [
  Prec.highest(
    EditorView.domEventHandlers({
      keydown: (event, view) => event.ctrlKey && !event.altKey && event.key === 'm' && toggleTabMode(view),
    }),
  ),
  // After every other handler, before what the editor does with Escape by itself.
  Prec.lowest(EditorView.domEventHandlers({ keydown: (event) => event.key === 'Escape' })),
]
