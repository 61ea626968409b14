import { gotoLine } from '@codemirror/search'
import { EditorState } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import type { Peer, Session } from '@tandem/client'
import { collaboration, locatePeer, revealPeer } from '@tandem/codemirror'
import { type CursorStatus, cursorPosition } from './cursor-status.ts'
import { editorSetup, showIndentation, showLanguage, showWrapping } from './setup.ts'
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
  readonly cursor: CursorStatus
  /** The element that says how to leave the editor by keyboard. */
  readonly hintId: string
  readonly nonce: string | undefined
}): TextEditor {
  const view = new EditorView({
    parent,
    state: EditorState.create({
      extensions: [
        collaboration({ session, hueOf }),
        editorSetup({ hintId, nonce }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged || update.selectionSet) cursor.set(cursorPosition(update.state))
        }),
      ],
    }),
  })
  return {
    focus: () => view.focus(),
    goToLine: () => void gotoLine(view),
    lineOf: (peer) => locatePeer(view, peer)?.line ?? null,
    reveal: (peer) => revealPeer(view, peer),
    showLanguage: (support) => showLanguage(view, support),
    showIndentation: (indentation) => showIndentation(view, indentation),
    showWrapping: (wrap) => showWrapping(view, wrap),
    destroy: () => view.destroy(),
  }
}
