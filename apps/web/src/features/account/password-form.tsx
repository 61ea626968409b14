'use client'
import { type FormEvent, useRef, useState } from 'react'
import { paths } from '#lib/paths.ts'
import { Button } from '#ui/button.tsx'
import { PasswordField } from '#ui/password-field.tsx'
import { toast } from '#ui/toast.tsx'
import { changePasswordAction } from './actions.ts'
import { FormError } from './form-error.tsx'
import { messages } from './messages.ts'
import { minPasswordCharacters } from './password-rule.ts'
import { prepareSignIn, requestSignIn } from './request-sign-in.ts'

type Problems = { readonly password?: string; readonly next?: string; readonly form?: string }

/** Another password, for somebody who knows the old one. Signs in again with it, because all sign-ins end. */
export function PasswordForm({ email }: { readonly email: string }) {
  const form = useRef<HTMLFormElement>(null)
  const [problems, setProblems] = useState<Problems>({})
  const [pending, setPending] = useState(false)

  const report = (found: Problems) => {
    setPending(false)
    setProblems(found)
    const first = found.password ? 'password' : found.next ? 'next' : null
    if (first) form.current?.querySelector<HTMLInputElement>(`[name="${first}"]`)?.focus()
  }

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const password = String(data.get('password'))
    const next = String(data.get('next'))
    const missing: Problems = {
      ...(password ? {} : { password: messages.oldPasswordMissing }),
      ...([...next].length >= minPasswordCharacters ? {} : { next: messages.passwordShort }),
    }
    if (missing.password || missing.next) return report(missing)
    setProblems({})
    setPending(true)
    const changed = await changePasswordAction({ password, next }).catch(() => null)
    if (changed === null) return report({ form: messages.offline })
    if (!changed.ok)
      return report(
        changed.field === 'password' || changed.field === 'next'
          ? { [changed.field]: changed.message }
          : { form: changed.message },
      )
    if ((await requestSignIn(email, next)) !== 'signed-in') return window.location.assign(paths.signIn(paths.account))
    setPending(false)
    form.current?.reset()
    toast({ tone: 'success', message: messages.passwordChanged })
  }

  return (
    <form ref={form} noValidate method="post" onSubmit={submit} onInput={prepareSignIn} className="flex flex-col gap-4">
      <FormError>{problems.form}</FormError>
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <PasswordField
        label={messages.oldPassword}
        name="password"
        autoComplete="current-password"
        required
        error={problems.password}
      />
      <PasswordField
        label={messages.newPassword}
        name="next"
        autoComplete="new-password"
        required
        hint={messages.newPasswordHint}
        error={problems.next}
      />
      <Button type="submit" pending={pending} className="self-start">
        {pending ? messages.changing : messages.changePassword}
      </Button>
    </form>
  )
}
