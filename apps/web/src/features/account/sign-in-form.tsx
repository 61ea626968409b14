'use client'
import { useState } from 'react'
import { EmailField, OwnPasswordField } from './fields.tsx'
import { Form } from './form.tsx'
import { messages } from './messages.ts'
import { prepareSignIn, requestSignIn } from './request-sign-in.ts'
import { SignInCodeForm } from './sign-in-code-form.tsx'
import { useForm } from './use-form.ts'

/** E-mail and password. Goes to `returnTo`, a path of ours, when they are right. */
export function SignInForm({ returnTo }: { readonly returnTo: string }) {
  const [halfWay, setHalfWay] = useState<{ readonly email: string; readonly password: string } | null>(null)
  const state = useForm({
    fields: ['email', 'password'],
    missing: (given) => ({
      email: given('email').trim() ? undefined : messages.emailMissing,
      password: given('password') ? undefined : messages.passwordMissing,
    }),
    send: async (given) => {
      const [email, password] = [given('email').trim(), given('password')]
      const answer = await requestSignIn(email, password)
      if (answer === 'needs-code') {
        setHalfWay({ email, password })
        return {}
      }
      if (answer !== 'signed-in') return { form: answer.problem }
      // A full load, not a client-side move: nothing that was rendered for somebody signed out stays around.
      window.location.assign(returnTo)
      return null
    },
    again: 'password',
  })

  if (halfWay) return <SignInCodeForm {...halfWay} returnTo={returnTo} onBack={() => setHalfWay(null)} />
  return (
    <Form state={state} label={messages.signIn} pendingLabel={messages.signingIn} onInput={prepareSignIn}>
      <EmailField autoFocus error={state.problems.email} />
      <OwnPasswordField error={state.problems.password} />
    </Form>
  )
}
