'use client'
import type { Rescue } from '@tandem/client'
import RescueDownloads from './rescue-downloads.tsx'
import { SaveCopy } from './save-copy-button.tsx'

/** What can be done with what was rescued, by whom may still have the text: a document of its own, or files. */
export default function RescueActions({
  documentId,
  title,
  rescues,
  onSaved,
}: {
  readonly documentId: string
  readonly title: string
  readonly rescues: readonly Rescue[]
  readonly onSaved: () => void
}) {
  return (
    <>
      <SaveCopy title={title} rescues={rescues} onSaved={onSaved} />
      <RescueDownloads documentId={documentId} title={title} rescues={rescues} />
    </>
  )
}
