'use client'
import { CodeField } from './fields.tsx'
import { Form } from './form.tsx'
import { messages } from './messages.ts'
import { confirmSecondFactorAction } from './second-factor-actions.ts'
import { problemsOf, useForm } from './use-form.ts'

/** Hands the secret over to a device, and asks for the first code that it makes. */
export function SecondFactorCode({
  picture,
  secret,
  onCodes,
}: {
  readonly picture: string
  readonly secret: string
  readonly onCodes: (recoveryCodes: readonly string[]) => void
}) {
  const state = useForm({
    fields: ['code'],
    missing: (given) => ({ code: given('code').trim() ? undefined : messages.codeMissing }),
    send: async (given) => {
      const confirmed = await confirmSecondFactorAction({ code: given('code').trim() }).catch(() => null)
      if (confirmed?.ok) onCodes(confirmed.recoveryCodes)
      return problemsOf(confirmed, ['code'])
    },
    again: 'code',
  })
  return (
    <Form state={state} label={messages.goOn} button="end">
      <p className="text-pretty text-sm">{messages.scan}</p>
      <img src={picture} alt={messages.scanPicture} width={192} height={192} className="self-center rounded-control" />
      <p className="text-pretty text-sm text-text-muted">
        {messages.typeInstead} <code className="break-words font-mono text-text">{secret}</code>
      </p>
      <CodeField digits autoFocus error={state.problems.code} />
    </Form>
  )
}
