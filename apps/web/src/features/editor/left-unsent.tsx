'use client'
import { dropRescue, loseDocument, type UnsentWork, webLocks } from '@tandem/client/browser'
import { useEffect, useState } from 'react'
import { Button } from '#ui/button.tsx'
import { messages } from './messages.ts'
import { RescueDownloads } from './rescue-downloads.tsx'
import { rescueMessages } from './rescue-messages.ts'

/**
 * In place of a document that its person may not open any more: takes it from this device, and offers what they wrote in it
 * that could not be sent. Mostly that is nothing, and nothing shows.
 */
export function LeftUnsent({ personId, documentId }: { readonly personId: string; readonly documentId: string }) {
  const [unsent, setUnsent] = useState<UnsentWork | null>(null)
  useEffect(() => {
    // Without locks among tabs nothing was kept: as in `openDeviceStore`.
    if (!window.isSecureContext) return
    const shown = new AbortController()
    loseDocument(personId, webLocks(navigator.locks), documentId, setUnsent, shown.signal).catch((error: unknown) =>
      console.warn('what this device keeps could not be read', error),
    )
    return () => shown.abort()
  }, [personId, documentId])
  if (unsent === null) return null
  const { title, rescue } = unsent
  const drop = () => {
    setUnsent(null)
    dropRescue(personId, webLocks(navigator.locks), documentId).catch((error: unknown) =>
      console.warn('what this device keeps could not be changed', error),
    )
  }
  return (
    <section aria-label={rescueMessages.unsent} className="mx-auto max-w-sm px-4 pb-16 text-center">
      <p className="text-pretty">{messages.unsentChanges(rescue.changes.length)}</p>
      <div className="mt-3 flex flex-wrap justify-center gap-2">
        <RescueDownloads documentId={documentId} title={title || messages.untitled} rescues={[rescue]} prominent />
        <Button tone="quiet" onClick={drop}>
          {messages.dismiss}
        </Button>
      </div>
    </section>
  )
}
