'use client'
import { type FormEvent, useState, useTransition } from 'react'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { TextField } from '#ui/field.tsx'
import { Select } from '#ui/select.tsx'
import { toast } from '#ui/toast.tsx'
import { shareDocumentsAction, unshareDocumentsAction } from './actions.ts'
import type { DocumentSummary } from './document-summary.ts'
import { portions, reasonOf } from './many.ts'
import { messages } from './messages.ts'

const roles = ['viewer', 'commenter', 'editor'] as const

/** Documents that somebody got who had no access to them before. */
type Shared = { readonly userId: string; readonly ids: readonly string[] }

/** Gives somebody access to several documents. */
export default function ShareManyDialog({
  documents,
  onClose,
}: {
  readonly documents: readonly DocumentSummary[]
  readonly onClose: () => void
}) {
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<(typeof roles)[number]>('viewer')
  const [error, setError] = useState<string>()
  const [pending, start] = useTransition()
  const share = (event: FormEvent) => {
    event.preventDefault()
    start(async () => {
      const failed: string[] = []
      const shared: Shared[] = []
      let reason: string | null = null
      for (const ids of portions(documents.map(({ id }) => id))) {
        const result = await shareDocumentsAction({ ids, email, role }).catch(() => null)
        failed.push(...(result?.ok ? result.failed : ids))
        if (result?.ok && result.userId !== null) {
          const { userId } = result
          shared.push({ userId, ids: ids.filter((id) => !result.failed.includes(id)) })
        }
        reason ??= reasonOf(result)
      }
      if (failed.length === documents.length) return setError(reason ?? messages.unreachable)
      onClose()
      toast({
        message: messages.shared(documents.length - failed.length, email.trim()),
        action: { label: messages.undo, onAction: () => void unshare(shared, email.trim()) },
      })
      if (failed.length > 0) toast({ tone: 'danger', message: reason ?? messages.unreachable })
    })
  }
  return (
    <Dialog open onOpenChange={(open) => open || onClose()} title={messages.shareMany(documents.length)}>
      <form onSubmit={share} className="flex flex-col gap-3">
        <TextField
          label={messages.email}
          type="email"
          required
          value={email}
          error={error}
          onChange={(event) => {
            setEmail(event.target.value)
            setError(undefined)
          }}
        />
        <Select
          label={messages.columns.role}
          options={roles.map((value) => ({ value, label: messages.role[value] }))}
          value={role}
          onChoose={setRole}
        />
        <div className="flex justify-end">
          <Button type="submit" tone="primary" pending={pending}>
            {messages.shareNow}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

/** The way back. */
async function unshare(shared: readonly Shared[], email: string): Promise<void> {
  let done = 0
  let reason: string | null = null
  for (const { userId, ids } of shared) {
    const result = await unshareDocumentsAction({ ids, userId }).catch(() => null)
    done += result?.ok ? ids.length - result.failed.length : 0
    reason ??= reasonOf(result)
  }
  if (done > 0) toast({ message: messages.unshared(done, email) })
  if (reason !== null) toast({ tone: 'danger', message: reason })
}
