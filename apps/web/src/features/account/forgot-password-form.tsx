'use client'
import { type FormEvent, useRef, useState } from 'react'
import { Button } from '#ui/button.tsx'
import { TextField } from '#ui/field.tsx'
import { FormError } from './form-error.tsx'
import { messages } from './messages.ts'
import { askForPasswordResetAction } from './password-reset-actions.ts'

/** Asks for a link with which one can set another password. Says the same whether or not somebody has that address. */
export function ForgotPasswordForm() {
  const field = useRef<HTMLInputElement>(null)
  const [sentTo, setSentTo] = useState<string | null>(null)
  const [problem, setProblem] = useState<{ readonly email?: string; readonly form?: string }>({})
  const [pending, setPending] = useState(false)

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const email = String(new FormData(event.currentTarget).get('email')).trim()
    setProblem(email ? {} : { email: messages.emailMissing })
    if (!email) return field.current?.focus()
    setPending(true)
    const asked = await askForPasswordResetAction({ email }).catch(() => null)
    setPending(false)
    if (asked?.ok) setSentTo(email)
    else setProblem({ form: asked?.message ?? messages.offline })
  }

  if (sentTo !== null) {
    return (
      <div role="status">
        <h2 className="font-medium">{messages.linkSentTitle}</h2>
        <p className="mt-1 mb-6 text-pretty text-text-muted">{messages.linkSentText(sentTo)}</p>
        <Button onClick={() => setSentTo(null)}>{messages.askAgain}</Button>
      </div>
    )
  }
  return (
    <form noValidate method="post" onSubmit={submit} className="flex flex-col gap-4">
      <FormError>{problem.form}</FormError>
      <p className="text-pretty text-text-muted">{messages.forgotText}</p>
      <TextField
        ref={field}
        label={messages.email}
        name="email"
        type="email"
        autoComplete="username"
        inputMode="email"
        autoCapitalize="none"
        spellCheck={false}
        required
        autoFocus
        error={problem.email}
      />
      <Button type="submit" tone="primary" pending={pending} className="mt-1">
        {pending ? messages.sendingLink : messages.sendLink}
      </Button>
    </form>
  )
}
