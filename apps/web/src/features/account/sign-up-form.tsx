'use client'
import { TextField } from '#ui/field.tsx'
import { signUpAction } from './actions.ts'
import { EmailField, NewPasswordField } from './fields.tsx'
import { Form } from './form.tsx'
import { messages, signInFailed } from './messages.ts'
import { passwordProblem } from './password-rule.ts'
import { prepareSignIn, requestSignIn } from './request-sign-in.ts'
import { problemsOf, useForm } from './use-form.ts'

const fields = ['name', 'email', 'password'] as const

/** Name, e-mail and password. Makes the account, signs in with it, and goes to `returnTo`, a path of ours. */
export function SignUpForm({ returnTo }: { readonly returnTo: string }) {
  const state = useForm({
    fields,
    missing: (given) => ({
      name: given('name').trim() ? undefined : messages.nameMissing,
      email: given('email').trim() ? undefined : messages.emailMissing,
      password: passwordProblem(given('password')),
    }),
    send: async (given) => {
      const [email, password] = [given('email').trim(), given('password')]
      const made = await signUpAction({ name: given('name').trim(), email, password }).catch(() => null)
      if (!made?.ok) return problemsOf(made, fields)
      const answer = await requestSignIn(email, password)
      if (answer !== 'signed-in') return { form: answer === 'needs-code' ? signInFailed : answer.problem }
      // A full load, not a client-side move: nothing that was rendered for somebody signed out stays around.
      window.location.assign(returnTo)
      return null
    },
  })
  return (
    <Form state={state} label={messages.signUp} pendingLabel={messages.signingUp} onInput={prepareSignIn}>
      <TextField
        label={messages.name}
        name="name"
        autoComplete="name"
        required
        autoFocus
        hint={messages.nameHint}
        error={state.problems.name}
      />
      <EmailField error={state.problems.email} />
      <NewPasswordField label={messages.password} name="password" error={state.problems.password} />
    </Form>
  )
}
