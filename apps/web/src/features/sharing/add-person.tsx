'use client'
import { type FormEvent, useRef, useState } from 'react'
import { Button } from '#ui/button.tsx'
import { TextField } from '#ui/field.tsx'
import { Select } from '#ui/select.tsx'
import { addPersonAction } from './actions.ts'
import { messages } from './messages.ts'
import type { Person } from './person.ts'

const options = [
  { value: 'viewer', label: messages.roles.viewer },
  { value: 'editor', label: messages.roles.editor },
] as const

/** Adds one person by e-mail. What goes wrong stands under the field, and what was typed stays in it. */
export function AddPerson({
  documentId,
  onAdded,
}: {
  readonly documentId: string
  readonly onAdded: (people: readonly Person[]) => void
}) {
  const input = useRef<HTMLInputElement>(null)
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<'viewer' | 'editor'>('viewer')
  const [problem, setProblem] = useState<string>()
  const [news, setNews] = useState('')
  const [pending, setPending] = useState(false)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (pending) return
    setNews('')
    const typed = email.trim()
    if (!typed) {
      setProblem(messages.emailMissing)
      input.current?.focus()
      return
    }
    setProblem(undefined)
    setPending(true)
    const result = await addPersonAction({ documentId, email: typed, role }).catch(() => null)
    setPending(false)
    input.current?.focus()
    if (!result?.ok) return setProblem(result?.message ?? messages.unreachable)
    onAdded(result.people)
    setEmail('')
    const added = result.people.find((person) => person.id === result.addedId)
    if (added) setNews(messages.added(added.name))
  }

  return (
    <form noValidate onSubmit={submit}>
      <div className="flex flex-wrap items-start gap-2">
        <TextField
          ref={input}
          className="grow basis-48"
          label={messages.email}
          labelHidden
          placeholder={messages.emailPlaceholder}
          type="email"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus
          value={email}
          onChange={(event) => {
            setEmail(event.target.value)
            setProblem(undefined)
          }}
          error={problem}
        />
        <Select
          className="w-28 grow sm:grow-0"
          label={messages.role}
          labelHidden
          options={options}
          value={role}
          onChoose={setRole}
        />
        <Button type="submit" tone="primary" pending={pending} className="grow sm:grow-0">
          {pending ? messages.adding : messages.add}
        </Button>
      </div>
      <p role="status" className="mt-1.5 text-sm text-success empty:hidden">
        {news}
      </p>
    </form>
  )
}
