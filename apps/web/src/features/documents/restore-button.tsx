'use client'
import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { Button } from '#ui/button.tsx'
import { toast } from '#ui/toast.tsx'
import { restoreDocumentsAction } from './actions.ts'
import { restoreMessages } from './restore-messages.ts'

/** The way back for a document in the trash: restores it and opens it. */
export function RestoreButton({ documentId }: { readonly documentId: string }) {
  const router = useRouter()
  const [pending, start] = useTransition()
  const restore = () =>
    start(async () => {
      const result = await restoreDocumentsAction({ ids: [documentId] }).catch(() => null)
      if (result?.ok && result.reason === null) router.refresh()
      else {
        const reason = result?.ok ? result.reason : result?.message
        toast({ tone: 'danger', message: reason ?? restoreMessages.unreachable })
      }
    })
  return (
    <Button tone="primary" pending={pending} onClick={restore}>
      {restoreMessages.restore}
    </Button>
  )
}
