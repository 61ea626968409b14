'use client'
import type { AccountDeletion } from '@tandem/documents'
import { type FormEvent, useRef, useState } from 'react'
import { Button } from '#ui/button.tsx'
import { PasswordField } from '#ui/password-field.tsx'
import { deleteAccountAction } from './delete-account-actions.ts'
import { FormError } from './form-error.tsx'
import { leave } from './leave.ts'
import { messages } from './messages.ts'

/** The last question. `onInTheWay`: meanwhile there is a document that others would miss. */
export function DeleteAccountForm({
  deletion,
  onCancel,
  onInTheWay,
}: {
  readonly deletion: AccountDeletion
  readonly onCancel: () => void
  readonly onInTheWay: () => void
}) {
  const field = useRef<HTMLInputElement>(null)
  const [problem, setProblem] = useState<{ readonly password?: string; readonly form?: string }>({})
  const [pending, setPending] = useState(false)

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const password = deletion.needsPassword ? String(new FormData(event.currentTarget).get('password')) : null
    if (password === '') {
      setProblem({ password: messages.passwordMissing })
      return field.current?.focus()
    }
    setPending(true)
    const deleted = await deleteAccountAction({ password }).catch(() => null)
    if (deleted?.ok) return leave()
    setPending(false)
    if (deleted?.code === 'last_owner') return onInTheWay()
    setProblem({ [deleted?.field === 'password' ? 'password' : 'form']: deleted?.message ?? messages.offline })
    if (deleted?.field === 'password') field.current?.select()
  }

  return (
    <form noValidate method="post" onSubmit={submit} className="flex flex-col gap-4">
      <FormError>{problem.form}</FormError>
      <div className="flex flex-col gap-2 text-pretty text-sm">
        <p>{messages.deleteDocuments(deletion.documents)}</p>
        <p className="text-text-muted">{messages.deleteAuthorship}</p>
      </div>
      {deletion.needsPassword ? (
        <PasswordField
          ref={field}
          label={messages.password}
          name="password"
          autoComplete="current-password"
          required
          error={problem.password}
        />
      ) : null}
      <div className="flex flex-wrap justify-end gap-2">
        <Button tone="quiet" onClick={onCancel}>
          {messages.cancel}
        </Button>
        <Button type="submit" tone="danger" pending={pending}>
          {pending ? messages.deleting : messages.deleteForGood}
        </Button>
      </div>
    </form>
  )
}
