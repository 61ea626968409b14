'use client'
import { type FormEvent, useState } from 'react'
import { useProof } from '#lib/use-proof.ts'
import { Button } from '#ui/button.tsx'
import { Checkbox } from '#ui/checkbox.tsx'
import { TextField } from '#ui/field.tsx'
import { Select } from '#ui/select.tsx'
import { createTokenAction } from './actions.ts'
import { messages } from './messages.ts'
import { TokenSecret } from './token-secret.tsx'
import type { TokenChoices } from './token-summary.ts'

/** What is asked before a token is made; then its secret. */
export function NewToken({ choices, onDone }: { readonly choices: TokenChoices; readonly onDone: () => void }) {
  const withProof = useProof()
  const [name, setName] = useState('')
  const [scopes, setScopes] = useState<readonly string[]>(choices.scopes.slice(0, 1).map(({ value }) => value))
  const [days, setDays] = useState(choices.days[1] ?? 30)
  const [nameError, setNameError] = useState<string | null>(null)
  const [error, setError] = useState<string | null>(null)
  const [pending, setPending] = useState(false)
  const [secret, setSecret] = useState<string | null>(null)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (pending) return
    setError(null)
    if (name.trim() === '') return setNameError(messages.nameMissing)
    if (scopes.length === 0) return setError(messages.scopeMissing)
    setPending(true)
    const result = await withProof(() => createTokenAction({ name, scopes, days }))
    setPending(false)
    if (result?.ok) setSecret(result.secret)
    else if (result?.field === 'name') setNameError(result.message)
    else setError(result?.message ?? messages.offline)
  }

  if (secret !== null) return <TokenSecret secret={secret} onDone={onDone} />
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
      <TextField
        label={messages.name}
        hint={messages.nameHint}
        error={nameError ?? undefined}
        value={name}
        maxLength={640}
        autoComplete="off"
        onChange={(event) => {
          setName(event.target.value)
          setNameError(null)
        }}
      />
      <fieldset className="flex flex-col gap-2">
        <legend className="mb-1.5 font-medium text-sm">{messages.scopes}</legend>
        {choices.scopes.map(({ value, label }) => (
          <Checkbox
            key={value}
            label={label}
            checked={scopes.includes(value)}
            onCheck={(checked) => {
              setScopes(checked ? [...scopes, value] : scopes.filter((scope) => scope !== value))
              setError(null)
            }}
          />
        ))}
      </fieldset>
      <Select
        label={messages.lasts}
        options={choices.days.map((each) => ({ value: `${each}`, label: messages.days(each) }))}
        value={`${days}`}
        onChoose={(value) => setDays(Number(value))}
      />
      <p role="alert" className="text-danger text-sm empty:hidden">
        {error}
      </p>
      <Button type="submit" tone="primary" pending={pending} className="self-end">
        {messages.make}
      </Button>
    </form>
  )
}
