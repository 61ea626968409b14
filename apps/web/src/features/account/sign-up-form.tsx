'use client'
import { type FormEvent, useRef, useState } from 'react'
import { Button } from '#ui/button.tsx'
import { TextField } from '#ui/field.tsx'
import { PasswordField } from '#ui/password-field.tsx'
import { signUpAction } from './actions.ts'
import { FormError } from './form-error.tsx'
import { messages, signInFailed } from './messages.ts'
import { minPasswordCharacters } from './password-rule.ts'
import { prepareSignIn, requestSignIn } from './request-sign-in.ts'

const fields = ['name', 'email', 'password'] as const
type FieldName = (typeof fields)[number]
type Problems = Partial<Record<FieldName | 'form', string>>

/** Name, e-mail and password. Makes the account, signs in with it, and goes to `returnTo`, a path of ours. */
export function SignUpForm({ returnTo }: { readonly returnTo: string }) {
  const form = useRef<HTMLFormElement>(null)
  const [problems, setProblems] = useState<Problems>({})
  const [pending, setPending] = useState(false)

  const report = (found: Problems) => {
    setPending(false)
    setProblems(found)
    const first = fields.find((name) => found[name])
    if (first) form.current?.querySelector<HTMLInputElement>(`[name="${first}"]`)?.focus()
  }

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const name = String(data.get('name')).trim()
    const email = String(data.get('email')).trim()
    const password = String(data.get('password'))
    const missing: Problems = {
      ...(name ? {} : { name: messages.nameMissing }),
      ...(email ? {} : { email: messages.emailMissing }),
      ...([...password].length >= minPasswordCharacters ? {} : { password: messages.passwordShort }),
    }
    if (Object.keys(missing).length > 0) return report(missing)
    setProblems({})
    setPending(true)
    const made = await signUpAction({ name, email, password }).catch(() => null)
    if (made === null) return report({ form: messages.offline })
    if (!made.ok) return report({ [fields.find((field) => field === made.field) ?? 'form']: made.message })
    const answer = await requestSignIn(email, password)
    if (answer !== 'signed-in') return report({ form: answer === 'needs-code' ? signInFailed : answer.problem })
    // A full load, not a client-side move: nothing that was rendered for somebody signed out stays around.
    window.location.assign(returnTo)
  }

  return (
    <form ref={form} noValidate method="post" onSubmit={submit} onInput={prepareSignIn} className="flex flex-col gap-4">
      <FormError>{problems.form}</FormError>
      <TextField
        label={messages.name}
        name="name"
        autoComplete="name"
        required
        autoFocus
        hint={messages.nameHint}
        error={problems.name}
      />
      <TextField
        label={messages.email}
        name="email"
        type="email"
        autoComplete="username"
        inputMode="email"
        autoCapitalize="none"
        spellCheck={false}
        required
        error={problems.email}
      />
      <PasswordField
        label={messages.password}
        name="password"
        autoComplete="new-password"
        required
        hint={messages.newPasswordHint}
        error={problems.password}
      />
      <Button type="submit" tone="primary" pending={pending} className="mt-1">
        {pending ? messages.signingUp : messages.signUp}
      </Button>
    </form>
  )
}
