'use client'
import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { paths } from '#lib/paths.ts'
import { toast } from '#ui/toast.tsx'
import { createDocumentAction } from './make-actions.ts'
import { messages } from './messages.ts'
import type { TemplateName } from './template-names.ts'

/** Makes a document and opens it; `pending` until then. */
export function useCreate(): { readonly pending: boolean; readonly create: (template?: TemplateName) => void } {
  const router = useRouter()
  const [pending, start] = useTransition()
  const create = (template?: TemplateName) =>
    start(async () => {
      const made = await createDocumentAction({ template }).catch(() => null)
      if (made?.ok) router.push(paths.document(made.id))
      else toast({ tone: 'danger', message: made?.message ?? messages.unreachable })
    })
  return { pending, create }
}
