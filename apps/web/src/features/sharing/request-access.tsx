'use client'
import { type FormEvent, useState } from 'react'
import { Button } from '#ui/button.tsx'
import { TextField } from '#ui/field.tsx'
import { messages } from './messages.ts'
import { requestAccessAction, type Wanted } from './request-actions.ts'

/** Asks the owners for access, or for more of it. Says the same whether or not there is anybody to ask. */
export function RequestAccess({
  wanted,
  toDo,
}: {
  readonly wanted: Wanted
  readonly toDo: keyof typeof messages.request
}) {
  const [phase, setPhase] = useState<'idle' | 'sending' | 'sent'>('idle')
  const [problem, setProblem] = useState<string>()

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (phase === 'sending') return
    const message = String(new FormData(event.currentTarget).get('message') ?? '')
    setPhase('sending')
    setProblem(undefined)
    const result = await requestAccessAction({ wanted, role: toDo, message }).catch(() => null)
    setPhase(result?.ok ? 'sent' : 'idle')
    if (!result?.ok) setProblem(result?.message ?? messages.unreachable)
  }

  if (phase === 'sent')
    return (
      <p role="status" className="text-pretty text-sm text-text-muted">
        {messages.requestSent}
      </p>
    )
  return (
    <form noValidate onSubmit={submit} className="flex w-full flex-wrap items-start gap-2 text-left">
      <TextField
        name="message"
        className="grow basis-48"
        label={messages.message}
        labelHidden
        placeholder={messages.message}
        maxLength={500}
        error={problem}
      />
      {/* Who may not open the document has nothing else to do here. */}
      <Button
        type="submit"
        tone={toDo === 'viewer' ? 'primary' : 'secondary'}
        pending={phase === 'sending'}
        className="grow sm:grow-0"
      >
        {messages.request[toDo]}
      </Button>
    </form>
  )
}
