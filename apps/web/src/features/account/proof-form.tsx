'use client'
import { useState } from 'react'
import { CodeField, OwnPasswordField } from './fields.tsx'
import { Form } from './form.tsx'
import { messages } from './messages.ts'
import { proveAction } from './proof-actions.ts'
import { problemsOf, useForm } from './use-form.ts'

const fields = ['password', 'code'] as const

/** Asks for the password, and then for a code of whoever has a second factor. */
export function ProofForm({ onProved }: { readonly onProved: () => void }) {
  const [needsCode, setNeedsCode] = useState(false)
  const state = useForm({
    fields,
    missing: (given) => ({
      password: given('password') ? undefined : messages.passwordMissing,
      code: needsCode && !given('code').trim() ? messages.codeMissing : undefined,
    }),
    send: async (given) => {
      const code = needsCode ? given('code').trim() : null
      const proved = await proveAction({ password: given('password'), code }).catch(() => null)
      if (proved?.ok) onProved()
      else if (proved?.field === 'code' && !needsCode) {
        setNeedsCode(true)
        return {}
      }
      return problemsOf(proved, fields)
    },
    again: 'password',
  })
  return (
    <Form state={state} label={messages.goOn} button="end">
      <OwnPasswordField error={state.problems.password} />
      {needsCode ? (
        <>
          <p role="status" className="text-pretty text-sm text-text-muted">
            {messages.codeText}
          </p>
          <CodeField autoFocus error={state.problems.code} />
        </>
      ) : null}
    </Form>
  )
}
