'use client'
import type { Session } from '@tandem/client'
import { Pencil } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button } from '#ui/button.tsx'
import { messages } from './messages.ts'
import type { SessionFacts } from './session-facts.ts'
import type { TextEditor } from './text-editor.ts'
import { useFact } from './use-session.ts'

/** A window as narrow as a phone: there, a finger that scrolls soon writes something by accident. */
const phone = '(max-width: 30rem)'

/**
 * On a phone a document that has text is opened for reading, until the person asks to edit it. Draws what asks. Elsewhere,
 * and for those who may only read, it draws nothing and does nothing.
 */
export function ReadingFirst({
  session,
  facts,
  editor,
  opened,
  writable,
}: {
  readonly session: Session
  readonly facts: SessionFacts
  readonly editor: TextEditor | null
  readonly opened: boolean
  readonly writable: boolean
}) {
  const [reading, setReading] = useState<boolean | null>(null)
  const live = useFact(facts, (view) => view.state.phase === 'live')
  useEffect(() => {
    const hasText = (session.doc?.length ?? 0) > 0
    // A document may be opened before its text has come; without a connection what is on the device is all there is.
    if (!opened || (!live && !hasText)) return
    // Decided once: a window that is made narrow later takes nothing away.
    setReading((before) => before ?? (hasText && matchMedia(phone).matches))
  }, [session, opened, live])
  useEffect(() => {
    editor?.showReading(reading === true)
  }, [editor, reading])
  if (!reading || !writable) return null
  return (
    <Button
      tone="primary"
      icon={Pencil}
      className="absolute right-4 bottom-4 z-(--z-sticky) shadow-float"
      onClick={() => {
        setReading(false)
        editor?.showReading(false)
        editor?.focus()
      }}
    >
      {messages.edit}
    </Button>
  )
}
