'use client'
import { paths } from '#lib/paths.ts'
import { toast } from '#ui/toast.tsx'
import { changePasswordAction } from './actions.ts'
import { NewPasswordField, OwnPasswordField } from './fields.tsx'
import { Form } from './form.tsx'
import { messages } from './messages.ts'
import { passwordProblem } from './password-rule.ts'
import { prepareSignIn, requestSignIn } from './request-sign-in.ts'
import { problemsOf, useForm } from './use-form.ts'

const fields = ['password', 'next'] as const

/** Another password, for somebody who knows the old one. Signs in again with it, because all sign-ins end. */
export function PasswordForm({ email }: { readonly email: string }) {
  const state = useForm({
    fields,
    missing: (given) => ({
      password: given('password') ? undefined : messages.oldPasswordMissing,
      next: passwordProblem(given('next')),
    }),
    send: async (given) => {
      const next = given('next')
      const changed = await changePasswordAction({ password: given('password'), next }).catch(() => null)
      if (!changed?.ok) return problemsOf(changed, fields)
      if ((await requestSignIn(email, next)) !== 'signed-in') {
        window.location.assign(paths.signIn(paths.account))
        return null
      }
      state.form.current?.reset()
      toast({ tone: 'success', message: messages.passwordChanged })
      return {}
    },
  })
  return (
    <Form
      state={state}
      label={messages.changePassword}
      pendingLabel={messages.changing}
      tone="secondary"
      button="start"
      onInput={prepareSignIn}
    >
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <OwnPasswordField label={messages.oldPassword} error={state.problems.password} />
      <NewPasswordField error={state.problems.next} />
    </Form>
  )
}
