'use client'
import type { AccountDeletion } from '@tandem/documents'
import { useProof } from '#lib/use-proof.ts'
import { Button } from '#ui/button.tsx'
import { deleteAccountAction } from './delete-account-actions.ts'
import { Form } from './form.tsx'
import { leave } from './leave.ts'
import { messages } from './messages.ts'
import { problemsOf, useForm } from './use-form.ts'

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
  const withProof = useProof()
  const state = useForm({
    fields: [],
    send: async () => {
      const deleted = await withProof(deleteAccountAction)
      if (deleted?.ok) {
        await leave()
        return null
      }
      if (deleted?.code === 'last_owner') onInTheWay()
      return problemsOf(deleted)
    },
  })
  return (
    <Form
      state={state}
      label={messages.deleteForGood}
      pendingLabel={messages.deleting}
      tone="danger"
      button="end"
      beside={
        <Button tone="quiet" onClick={onCancel}>
          {messages.cancel}
        </Button>
      }
    >
      <div className="flex flex-col gap-2 text-pretty text-sm">
        <p>{messages.deleteDocuments(deletion.documents)}</p>
        <p className="text-text-muted">{messages.deleteAuthorship}</p>
      </div>
    </Form>
  )
}
