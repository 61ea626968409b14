'use client'
import { useState } from 'react'
import { Button } from '#ui/button.tsx'
import { EmailField } from './fields.tsx'
import { Form } from './form.tsx'
import { messages } from './messages.ts'
import { askForPasswordResetAction } from './password-reset-actions.ts'
import { problemsOf, useForm } from './use-form.ts'

/** Asks for a link with which one can set another password. Says the same whether or not somebody has that address. */
export function ForgotPasswordForm() {
  const [sentTo, setSentTo] = useState<string | null>(null)
  const state = useForm({
    fields: ['email'],
    missing: (given) => ({ email: given('email').trim() ? undefined : messages.emailMissing }),
    send: async (given) => {
      const email = given('email').trim()
      const asked = await askForPasswordResetAction({ email }).catch(() => null)
      if (asked?.ok) setSentTo(email)
      return problemsOf(asked)
    },
  })

  if (sentTo !== null) {
    return (
      <div role="status">
        <h2 className="font-medium">{messages.linkSentTitle}</h2>
        <p className="mt-1 mb-6 text-pretty text-text-muted">{messages.linkSentText(sentTo)}</p>
        <Button onClick={() => setSentTo(null)}>{messages.askAgain}</Button>
      </div>
    )
  }
  return (
    <Form state={state} label={messages.sendLink} pendingLabel={messages.sendingLink}>
      <p className="text-pretty text-text-muted">{messages.forgotText}</p>
      <EmailField autoFocus error={state.problems.email} />
    </Form>
  )
}
