'use client'
import { Plus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { paths } from '#lib/paths.ts'
import { Button } from '#ui/button.tsx'
import { toast } from '#ui/toast.tsx'
import { createDocumentAction } from './actions.ts'
import { messages } from './messages.ts'

/** Makes a document and opens it. */
export function NewDocumentButton({ className }: { readonly className?: string }) {
  const router = useRouter()
  const [pending, start] = useTransition()
  const create = () =>
    start(async () => {
      const made = await createDocumentAction().catch(() => null)
      if (made?.ok) router.push(paths.document(made.id))
      else toast({ tone: 'danger', message: made?.message ?? messages.unreachable })
    })
  return (
    <Button tone="primary" icon={Plus} pending={pending} onClick={create} className={className}>
      {pending ? messages.creating : messages.newDocument}
    </Button>
  )
}
