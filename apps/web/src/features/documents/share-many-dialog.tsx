'use client'
import { type FormEvent, useState, useTransition } from 'react'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { TextField } from '#ui/field.tsx'
import { Select } from '#ui/select.tsx'
import { toast } from '#ui/toast.tsx'
import { shareDocumentsAction } from './actions.ts'
import type { DocumentSummary } from './document-summary.ts'
import { portions } from './many.ts'
import { messages } from './messages.ts'

const roles = ['viewer', 'commenter', 'editor'] as const

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
      let reason: string | null = null
      for (const ids of portions(documents.map(({ id }) => id))) {
        const result = await shareDocumentsAction({ ids, email, role }).catch(() => null)
        failed.push(...(result?.ok ? result.failed : ids))
        reason ??= result === null ? messages.unreachable : result.ok ? result.reason : result.message
      }
      if (failed.length === documents.length) return setError(reason ?? messages.unreachable)
      onClose()
      toast({ message: messages.shared(documents.length - failed.length, email.trim()) })
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
