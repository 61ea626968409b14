'use client'
import { type FormEvent, useRef, useState } from 'react'
import { Button } from '#ui/button.tsx'
import { TextField } from '#ui/field.tsx'
import { FormError } from './form-error.tsx'
import { messages } from './messages.ts'
import { confirmSecondFactorAction } from './second-factor-actions.ts'

/** Hands the secret over to a device, and asks for the first code that it makes. */
export function SecondFactorCode({
  picture,
  secret,
  onCodes,
}: {
  readonly picture: string
  readonly secret: string
  readonly onCodes: (recoveryCodes: readonly string[]) => void
}) {
  const field = useRef<HTMLInputElement>(null)
  const [problem, setProblem] = useState<{ readonly code?: string; readonly form?: string }>({})
  const [pending, setPending] = useState(false)

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const code = String(new FormData(event.currentTarget).get('code')).trim()
    setProblem(code ? {} : { code: messages.codeMissing })
    if (!code) return field.current?.focus()
    setPending(true)
    const confirmed = await confirmSecondFactorAction({ code }).catch(() => null)
    if (confirmed?.ok) return onCodes(confirmed.recoveryCodes)
    setPending(false)
    setProblem({ [confirmed?.field === 'code' ? 'code' : 'form']: confirmed?.message ?? messages.offline })
    field.current?.select()
  }

  return (
    <form noValidate method="post" onSubmit={submit} className="flex flex-col gap-4">
      <FormError>{problem.form}</FormError>
      <p className="text-pretty text-sm">{messages.scan}</p>
      <img src={picture} alt={messages.scanPicture} width={192} height={192} className="self-center rounded-control" />
      <p className="text-pretty text-sm text-text-muted">
        {messages.typeInstead} <code className="break-words font-mono text-text">{secret}</code>
      </p>
      <TextField
        ref={field}
        label={messages.code}
        name="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        required
        autoFocus
        error={problem.code}
      />
      <Button type="submit" tone="primary" pending={pending} className="self-end">
        {messages.goOn}
      </Button>
    </form>
  )
}
