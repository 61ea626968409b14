'use client'
import { Plus } from 'lucide-react'
import { Button } from '#ui/button.tsx'
import { messages } from './messages.ts'
import { useCreate } from './use-create.ts'

/** Makes an empty document and opens it. */
export function NewDocumentButton({ className }: { readonly className?: string }) {
  const { pending, create } = useCreate()
  return (
    <Button tone="primary" icon={Plus} pending={pending} onClick={() => create()} className={className}>
      {pending ? messages.creating : messages.newDocument}
    </Button>
  )
}
