'use client'
import type { Session } from '@tandem/client'
import { mayWrite } from '@tandem/protocol'
import { useEffect, useRef } from 'react'
import { messages } from './messages.ts'
import type { SessionFacts } from './session-facts.ts'
import type { TextEditor } from './text-editor.ts'
import { useFact } from './use-session.ts'

/**
 * Puts the caret into a document that was just opened; of one that is still blank it asks for the title first, which also tells
 * its language. Does nothing when the person is busy elsewhere already, or where a keyboard would jump up.
 */
export function useFirstFocus(
  session: Session,
  facts: SessionFacts,
  editor: TextEditor | null,
  askTitle: (on: boolean) => void,
): void {
  const hasText = useFact(facts, (view) => view.opened && (session.doc?.length ?? 0) > 0)
  const live = useFact(facts, (view) => view.opened && view.state.phase === 'live')
  const done = useRef(false)
  useEffect(() => {
    // A document may be opened before its text has come.
    if (done.current || !editor || !(hasText || live)) return
    done.current = true
    if (matchMedia('(pointer: coarse)').matches) return
    if (document.activeElement !== document.body && document.activeElement !== null) return
    const { title, role } = facts.view
    if (!hasText && title === messages.untitled && role !== null && mayWrite(role)) askTitle(true)
    else editor.focus()
  }, [editor, hasText, live, facts, session, askTitle])
}
