import { EditorState } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import type { Peer, Session } from '@tandem/client'
import { collaboration, locatePeer, revealPeer } from '@tandem/codemirror'
import { Observed } from '#lib/observed.ts'
import { countTextLater } from './count-text-later.ts'
import { type CursorPosition, cursorPosition } from './cursor-status.ts'
import { showPreferences } from './person-setup.ts'
import { commandOf, goToLine } from './run-text-command.ts'
import { editorSetup, showIndentation, showLanguage, showWrapping } from './setup.ts'
import { tabMode } from './tab-mode.ts'
import { noText } from './text-count.ts'
import type { TextEditor } from './text-editor.ts'

/** Makes an editor on the session. The only way to CodeMirror for the page, which imports this file when it needs it. */
export function openEditor({
  parent,
  session,
  hueOf,
  cursor,
  hintId,
  nonce,
}: {
  readonly parent: HTMLElement
  readonly session: Session
  readonly hueOf: (peer: Peer) => number
  readonly cursor: Observed<CursorPosition>
  /** The element that says how to leave the editor by keyboard. */
  readonly hintId: string
  readonly nonce: string | undefined
}): TextEditor {
  const tabMovesFocus = new Observed(false)
  const count = new Observed(noText)
  const view = new EditorView({
    parent,
    state: EditorState.create({
      extensions: [
        collaboration({ session, hueOf }),
        editorSetup({ hintId, nonce }),
        countTextLater(count.set),
        EditorView.updateListener.of((update) => {
          if (update.docChanged || update.selectionSet) cursor.set(cursorPosition(update.state))
          tabMovesFocus.set(update.state.field(tabMode))
        }),
      ],
    }),
  })
  return {
    focus: () => view.focus(),
    run: (command) => void commandOf[command](view),
    goToLine: (line) => goToLine(view, line),
    count,
    lineOf: (peer) => locatePeer(view, peer)?.line ?? null,
    reveal: (peer) => revealPeer(view, peer),
    showLanguage: (support) => showLanguage(view, support),
    showIndentation: (indentation, tabSize) => showIndentation(view, indentation, tabSize),
    showWrapping: (wrap) => showWrapping(view, wrap),
    showPreferences: (preferences, wanted) => showPreferences(view, preferences, wanted),
    tabMovesFocus,
    destroy: () => view.destroy(),
  }
}
