'use client'
import { type FormEvent, useRef, useState } from 'react'
import { Button } from '#ui/button.tsx'
import { TextField } from '#ui/field.tsx'
import { FormError } from './form-error.tsx'
import { messages } from './messages.ts'
import { requestSignIn } from './request-sign-in.ts'

/** The second step of signing in, for whoever has one: a code beside the password that was right. */
export function SignInCodeForm({
  email,
  password,
  returnTo,
  onBack,
}: {
  readonly email: string
  readonly password: string
  readonly returnTo: string
  readonly onBack: () => void
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
    const answer = await requestSignIn(email, password, code)
    if (answer === 'signed-in') return window.location.assign(returnTo)
    setPending(false)
    setProblem(answer === 'needs-code' ? { code: messages.codeWrong } : { form: answer.problem })
    field.current?.select()
  }

  return (
    <form noValidate method="post" onSubmit={submit} className="flex flex-col gap-4">
      <div role="status">
        <h2 className="font-medium">{messages.codeTitle}</h2>
        <p className="mt-1 text-pretty text-text-muted">{messages.codeText}</p>
      </div>
      <FormError>{problem.form}</FormError>
      <TextField
        ref={field}
        label={messages.code}
        name="code"
        autoComplete="one-time-code"
        autoCapitalize="none"
        spellCheck={false}
        required
        autoFocus
        error={problem.code}
      />
      <Button type="submit" tone="primary" pending={pending} className="mt-1">
        {pending ? messages.signingIn : messages.signIn}
      </Button>
      <Button tone="quiet" onClick={onBack}>
        {messages.anotherAccount}
      </Button>
    </form>
  )
}
