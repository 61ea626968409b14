'use client'
import { type FormEvent, useRef, useState } from 'react'
import { Button } from '#ui/button.tsx'
import { TextField } from '#ui/field.tsx'
import { PasswordField } from '#ui/password-field.tsx'
import { FormError } from './form-error.tsx'
import { messages } from './messages.ts'
import { prepareSignIn, requestSignIn } from './request-sign-in.ts'
import { SignInCodeForm } from './sign-in-code-form.tsx'

type Problems = { readonly email?: string; readonly password?: string; readonly form?: string }

/** E-mail and password. Goes to `returnTo`, a path of ours, when they are right. */
export function SignInForm({ returnTo }: { readonly returnTo: string }) {
  const form = useRef<HTMLFormElement>(null)
  const [problems, setProblems] = useState<Problems>({})
  const [pending, setPending] = useState(false)
  const [halfWay, setHalfWay] = useState<{ readonly email: string; readonly password: string } | null>(null)

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const email = String(data.get('email')).trim()
    const password = String(data.get('password'))
    const missing: Problems = {
      ...(email ? {} : { email: messages.emailMissing }),
      ...(password ? {} : { password: messages.passwordMissing }),
    }
    setProblems(missing)
    if (missing.email || missing.password) return focusOn(missing.email ? 'email' : 'password')
    setPending(true)
    const answer = await requestSignIn(email, password)
    // A full load, not a client-side move: nothing that was rendered for somebody signed out stays around.
    if (answer === 'signed-in') return window.location.assign(returnTo)
    setPending(false)
    if (answer === 'needs-code') return setHalfWay({ email, password })
    setProblems({ form: answer.problem })
    focusOn('password')
  }
  const focusOn = (name: string) => form.current?.querySelector<HTMLInputElement>(`[name="${name}"]`)?.select()

  if (halfWay) return <SignInCodeForm {...halfWay} returnTo={returnTo} onBack={() => setHalfWay(null)} />
  return (
    <form ref={form} noValidate method="post" onSubmit={submit} onInput={prepareSignIn} className="flex flex-col gap-4">
      <FormError>{problems.form}</FormError>
      <TextField
        label={messages.email}
        name="email"
        type="email"
        autoComplete="username"
        inputMode="email"
        autoCapitalize="none"
        spellCheck={false}
        required
        autoFocus
        error={problems.email}
      />
      <PasswordField
        label={messages.password}
        name="password"
        autoComplete="current-password"
        required
        error={problems.password}
      />
      <Button type="submit" tone="primary" pending={pending} className="mt-1">
        {pending ? messages.signingIn : messages.signIn}
      </Button>
    </form>
  )
}
