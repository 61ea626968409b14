'use client'
import type { Peer, Session } from '@tandem/client'
import { limits } from '@tandem/protocol'
import { useEffect, useId, useRef, useState } from 'react'
import type { Observed } from '#lib/observed.ts'
import { styleNonce } from '#ui/style-nonce.ts'
import { toast } from '#ui/toast.tsx'
import type { CursorPosition } from './cursor-status.ts'
import { messages } from './messages.ts'
import type { TextEditor } from './text-editor.ts'

/** The text itself: one editor on the session, for as long as it is mounted. Throws where its code cannot be fetched. */
export function CodeEditor({
  session,
  hueOf,
  cursor,
  hint,
  onSave,
  onEditor,
}: {
  readonly session: Session
  readonly hueOf: (person: Pick<Peer, 'user' | 'hue'>) => number
  readonly cursor: Observed<CursorPosition>
  /** How to leave it by keyboard, for who can't see it. */
  readonly hint: string
  /** Somebody asked by their key map for the text to be saved. */
  readonly onSave: () => void
  /** Called with the editor once it is there, and with null before it goes. */
  readonly onEditor: (editor: TextEditor | null) => void
}) {
  const parent = useRef<HTMLDivElement>(null)
  const hintId = useId()
  const [failure, setFailure] = useState<{ readonly error: unknown } | null>(null)
  useEffect(() => {
    let wanted = true
    let editor: TextEditor | null = null
    // Half of what the page weighs comes while the session is being opened, instead of before it.
    import('./open-editor.ts').then(
      ({ openEditor }) => {
        if (!wanted || !parent.current) return
        editor = openEditor({
          parent: parent.current,
          session,
          hueOf,
          cursor,
          hintId,
          nonce: styleNonce(),
          onSave,
          onTooLong: (units) => toast({ message: messages.tooLong(units, limits.maxDocumentUnits), tone: 'danger' }),
          onUsedUp: () => toast({ message: messages.usedUp(limits.maxDocumentCharacters), tone: 'danger' }),
          onFileProblem: (name, problem) => toast({ message: messages.fileProblem(name, problem), tone: 'danger' }),
        })
        onEditor(editor)
      },
      (error: unknown) => {
        if (wanted) setFailure({ error })
      },
    )
    return () => {
      wanted = false
      if (!editor) return
      onEditor(null)
      editor.destroy()
    }
  }, [session, hueOf, cursor, hintId, onSave, onEditor])
  if (failure) throw failure.error
  return (
    <>
      <div ref={parent} className="absolute inset-0" />
      <p id={hintId} className="sr-only">
        {hint}
      </p>
    </>
  )
}
