'use client'
import { type FormEvent, useRef, useState } from 'react'
import type { Result } from '#lib/result.ts'
import { Button, type ButtonTone } from '#ui/button.tsx'
import { PasswordField } from '#ui/password-field.tsx'
import { FormError } from './form-error.tsx'
import { messages } from './messages.ts'

/** Asks for the password before something is done. `onPassword` does it; null: the server could not be reached. */
export function PasswordStep({
  text,
  label,
  tone = 'primary',
  onPassword,
}: {
  readonly text: string
  readonly label: string
  readonly tone?: ButtonTone
  readonly onPassword: (password: string) => Promise<Result | null>
}) {
  const field = useRef<HTMLInputElement>(null)
  const [problem, setProblem] = useState<{ readonly password?: string; readonly form?: string }>({})
  const [pending, setPending] = useState(false)

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const password = String(new FormData(event.currentTarget).get('password'))
    setProblem(password ? {} : { password: messages.passwordMissing })
    if (!password) return field.current?.focus()
    setPending(true)
    const answer = await onPassword(password)
    setPending(false)
    if (answer?.ok) return
    setProblem({ [answer?.field === 'password' ? 'password' : 'form']: answer?.message ?? messages.offline })
    if (answer?.field === 'password') field.current?.select()
  }

  return (
    <form noValidate method="post" onSubmit={submit} className="flex flex-col gap-4">
      <FormError>{problem.form}</FormError>
      <p className="text-pretty text-sm">{text}</p>
      <PasswordField
        ref={field}
        label={messages.password}
        name="password"
        autoComplete="current-password"
        required
        error={problem.password}
      />
      <Button type="submit" tone={tone} pending={pending} className="self-end">
        {label}
      </Button>
    </form>
  )
}
