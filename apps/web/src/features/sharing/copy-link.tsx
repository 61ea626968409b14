'use client'
import { Check, Link2 } from 'lucide-react'
import { paths } from '#lib/paths.ts'
import { Button } from '#ui/button.tsx'
import { useCopied } from '#ui/use-copied.ts'
import { messages } from './messages.ts'

/** Copies the document's address. Copying never changes who has access, and the line beside it says so. */
export function CopyLink({ documentId }: { readonly documentId: string }) {
  const { copied, copy } = useCopied(messages.copyFailed)
  return (
    <>
      <p className="grow text-pretty text-text-faint text-xs">{messages.linkHint}</p>
      <Button
        icon={copied ? Check : Link2}
        onClick={() => void copy(new URL(paths.document(documentId), window.location.href).href)}
      >
        {copied ? messages.linkCopied : messages.copyLink}
      </Button>
      <span role="status" className="sr-only">
        {copied ? messages.linkCopied : ''}
      </span>
    </>
  )
}
