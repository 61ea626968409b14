import { bracketMatching, foldGutter, indentOnInput, indentUnit, type LanguageSupport } from '@codemirror/language'
import { Compartment, EditorState, type Extension } from '@codemirror/state'
import {
  crosshairCursor,
  dropCursor,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
  rectangularSelection,
} from '@codemirror/view'
import { changesSince } from './changes-since.ts'
import { problemsPlace } from './checked-languages.ts'
import type { Indentation } from './document-settings.ts'
import { editorTheme } from './editor-theme.ts'
import { keyBindings } from './key-bindings.ts'
import { later } from './later.ts'
import { editorPhrases, messages } from './messages.ts'
import { ownCaret } from './own-caret.ts'
import { personSetup } from './person-setup.ts'
import { tabMode } from './tab-mode.ts'

const language = new Compartment()
const indentation = new Compartment()
const wrapping = new Compartment()
const reading = new Compartment()

/** Everything an editor is made of, collaboration aside. `hintId` names the element that says how to leave it by keyboard. */
export function editorSetup({
  hintId,
  nonce,
}: {
  readonly hintId: string
  readonly nonce: string | undefined
}): Extension {
  return [
    nonce === undefined ? [] : EditorView.cspNonce.of(nonce),
    EditorView.contentAttributes.of({
      'aria-label': messages.editor,
      'aria-describedby': hintId,
      autocapitalize: 'off',
      autocorrect: 'off',
      spellcheck: 'false',
    }),
    EditorState.phrases.of(editorPhrases),
    EditorState.allowMultipleSelections.of(true),
    personSetup(),
    tabMode,
    language.of([]),
    indentation.of([]),
    wrapping.of([]),
    reading.of([]),
    problemsPlace,
    changesSince,
    lineNumbers(),
    foldGutter(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    highlightSpecialChars(),
    ownCaret,
    dropCursor(),
    rectangularSelection(),
    crosshairCursor(),
    indentOnInput(),
    bracketMatching(),
    later(),
    keymap.of(keyBindings),
    // The first theme wins: that of the panels before.
    editorTheme,
  ]
}

/** Puts the editor into a language; null for plain text. */
export function showLanguage(view: EditorView, support: LanguageSupport | null): void {
  view.dispatch({ effects: language.reconfigure(support ?? []) })
}

/** Makes the editor indent like the document. A tab is shown as wide as the person wants, else as the document says. */
export function showIndentation(view: EditorView, { kind, width }: Indentation, tabSize: number | null): void {
  const unit = kind === 'tabs' ? '\t' : ' '.repeat(width)
  view.dispatch({ effects: indentation.reconfigure([indentUnit.of(unit), EditorState.tabSize.of(tabSize ?? width)]) })
}

/** Makes the editor wrap long lines, or not. */
export function showWrapping(view: EditorView, wrap: boolean): void {
  view.dispatch({ effects: wrapping.reconfigure(wrap ? EditorView.lineWrapping : []) })
}

/** Makes the editor one to read in, whoever may write; or lets those write again who may. */
export function showReading(view: EditorView, on: boolean): void {
  const readOnly = [EditorState.readOnly.of(true), EditorView.editable.of(false)]
  view.dispatch({ effects: reading.reconfigure(on ? readOnly : []) })
}

/**
 * Makes a change that was asked for by name. On a phone the text may be open for reading first, against slips of a finger: this
 * is none. Whether the person may write at all is not asked here.
 */
export function changeInReading<Outcome>(view: EditorView, mayWrite: boolean, change: () => Outcome): Outcome {
  if (!mayWrite || !view.state.readOnly) return change()
  showReading(view, false)
  try {
    return change()
  } finally {
    showReading(view, true)
  }
}
