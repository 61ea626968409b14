'use client'
import { EditorState } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import type { Peer, Session } from '@tandem/client'
import { collaboration } from '@tandem/codemirror'
import { useEffect, useId, useRef } from 'react'
import { styleNonce } from '#ui/style-nonce.ts'
import { type CursorStatus, cursorPosition } from './cursor-status.ts'
import { messages } from './messages.ts'
import { editorSetup } from './setup.ts'

/** The text itself: one CodeMirror view on the session, for as long as it is mounted. */
export function CodeEditor({
  session,
  hueOf,
  cursor,
  onView,
}: {
  readonly session: Session
  readonly hueOf: (peer: Peer) => number
  readonly cursor: CursorStatus
  /** Called with the view once it is there, and with null before it goes. */
  readonly onView: (view: EditorView | null) => void
}) {
  const parent = useRef<HTMLDivElement>(null)
  const hintId = useId()
  useEffect(() => {
    if (!parent.current) return
    const view = new EditorView({
      parent: parent.current,
      state: EditorState.create({
        extensions: [
          collaboration({ session, hueOf }),
          editorSetup({ hintId, nonce: styleNonce() }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged || update.selectionSet) cursor.set(cursorPosition(update.state))
          }),
        ],
      }),
    })
    onView(view)
    return () => {
      onView(null)
      view.destroy()
    }
  }, [session, hueOf, cursor, hintId, onView])
  return (
    <>
      <div ref={parent} className="absolute inset-0" />
      <p id={hintId} className="sr-only">
        {messages.tabHint}
      </p>
    </>
  )
}
