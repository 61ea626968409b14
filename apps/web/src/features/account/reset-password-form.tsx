'use client'
import { paths } from '#lib/paths.ts'
import { NewPasswordField } from './fields.tsx'
import { Form } from './form.tsx'
import { messages } from './messages.ts'
import { resetPasswordAction } from './password-reset-actions.ts'
import { passwordProblem } from './password-rule.ts'
import { prepareSignIn, requestSignIn } from './request-sign-in.ts'
import { problemsOf, useForm } from './use-form.ts'

/** Another password, for somebody who has a link for it. Signs in with it. `onDead`: the link is not good any more. */
export function ResetPasswordForm({ token, onDead }: { readonly token: string; readonly onDead: () => void }) {
  const state = useForm({
    fields: ['next'],
    missing: (given) => ({ next: passwordProblem(given('next')) }),
    send: async (given) => {
      const next = given('next')
      const reset = await resetPasswordAction({ token, next }).catch(() => null)
      if (reset?.ok) {
        const signedIn = (await requestSignIn(reset.email, next)) === 'signed-in'
        window.location.assign(signedIn ? paths.documents : paths.signIn())
        return null
      }
      if (reset?.code === 'not_found') onDead()
      return problemsOf(reset, ['next'])
    },
  })
  return (
    <Form state={state} label={messages.setPassword} pendingLabel={messages.settingPassword} onInput={prepareSignIn}>
      <p className="text-pretty text-text-muted">{messages.resetText}</p>
      <NewPasswordField autoFocus error={state.problems.next} />
    </Form>
  )
}
