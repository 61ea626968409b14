'use client'
import { Check, Link2 } from 'lucide-react'
import { useEffect, useState } from 'react'
import { paths } from '#lib/paths.ts'
import { Button } from '#ui/button.tsx'
import { toast } from '#ui/toast.tsx'
import { messages } from './messages.ts'

const shownMs = 2_000

/** Copies the document's address. Copying never changes who has access, and the line beside it says so. */
export function CopyLink({ documentId }: { readonly documentId: string }) {
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), shownMs)
    return () => clearTimeout(timer)
  }, [copied])
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(new URL(paths.document(documentId), window.location.href).href)
      setCopied(true)
    } catch {
      // Browsers refuse without https, without permission, or without focus; the address bar still has it.
      toast({ tone: 'danger', message: messages.copyFailed })
    }
  }
  return (
    <>
      <p className="grow text-pretty text-text-faint text-xs">{messages.linkHint}</p>
      <Button icon={copied ? Check : Link2} onClick={() => void copy()}>
        {copied ? messages.linkCopied : messages.copyLink}
      </Button>
      <span role="status" className="sr-only">
        {copied ? messages.linkCopied : ''}
      </span>
    </>
  )
}
