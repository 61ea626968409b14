'use client'
import { type FormEvent, useRef, useState } from 'react'
import { paths } from '#lib/paths.ts'
import { Button } from '#ui/button.tsx'
import { PasswordField } from '#ui/password-field.tsx'
import { FormError } from './form-error.tsx'
import { messages } from './messages.ts'
import { resetPasswordAction } from './password-reset-actions.ts'
import { minPasswordCharacters } from './password-rule.ts'
import { prepareSignIn, requestSignIn } from './request-sign-in.ts'

/** Another password, for somebody who has a link for it. Signs in with it. `onDead`: the link is not good any more. */
export function ResetPasswordForm({ token, onDead }: { readonly token: string; readonly onDead: () => void }) {
  const field = useRef<HTMLInputElement>(null)
  const [problem, setProblem] = useState<{ readonly next?: string; readonly form?: string }>({})
  const [pending, setPending] = useState(false)

  const report = (found: { readonly next?: string; readonly form?: string }) => {
    setPending(false)
    setProblem(found)
    if (found.next) field.current?.focus()
  }
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const next = String(new FormData(event.currentTarget).get('next'))
    if ([...next].length < minPasswordCharacters) return report({ next: messages.passwordShort })
    setProblem({})
    setPending(true)
    const reset = await resetPasswordAction({ token, next }).catch(() => null)
    if (reset === null) return report({ form: messages.offline })
    if (!reset.ok) {
      if (reset.code === 'not_found') return onDead()
      return report({ [reset.field === 'next' ? 'next' : 'form']: reset.message })
    }
    const signedIn = (await requestSignIn(reset.email, next)) === 'signed-in'
    window.location.assign(signedIn ? paths.documents : paths.signIn())
  }

  return (
    <form noValidate method="post" onSubmit={submit} onInput={prepareSignIn} className="flex flex-col gap-4">
      <FormError>{problem.form}</FormError>
      <p className="text-pretty text-text-muted">{messages.resetText}</p>
      <PasswordField
        ref={field}
        label={messages.newPassword}
        name="next"
        autoComplete="new-password"
        required
        autoFocus
        hint={messages.newPasswordHint}
        error={problem.next}
      />
      <Button type="submit" tone="primary" pending={pending} className="mt-1">
        {pending ? messages.settingPassword : messages.setPassword}
      </Button>
    </form>
  )
}
