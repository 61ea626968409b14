'use client'
import { Button } from '#ui/button.tsx'
import { CodeField } from './fields.tsx'
import { Form } from './form.tsx'
import { messages } from './messages.ts'
import { requestSignIn } from './request-sign-in.ts'
import { useForm } from './use-form.ts'

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
  const state = useForm({
    fields: ['code'],
    missing: (given) => ({ code: given('code').trim() ? undefined : messages.codeMissing }),
    send: async (given) => {
      const answer = await requestSignIn(email, password, given('code').trim())
      if (answer === 'needs-code') return { code: messages.codeWrong }
      if (answer !== 'signed-in') return { form: answer.problem }
      window.location.assign(returnTo)
      return null
    },
    again: 'code',
  })
  return (
    <div className="flex flex-col gap-4">
      <Form state={state} label={messages.signIn} pendingLabel={messages.signingIn}>
        <div role="status">
          <h2 className="font-medium">{messages.codeTitle}</h2>
          <p className="mt-1 text-pretty text-text-muted">{messages.codeText}</p>
        </div>
        <CodeField autoFocus error={state.problems.code} />
      </Form>
      <Button tone="quiet" onClick={onBack}>
        {messages.anotherAccount}
      </Button>
    </div>
  )
}
