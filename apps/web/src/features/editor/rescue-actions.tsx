'use client'
import type { Rescue } from '@tandem/client'
import { RescueDownloads } from './rescue-downloads.tsx'
import { SaveCopy } from './save-copy-button.tsx'

/** What was rescued, and of which document. */
export type RescueActionsProps = {
  readonly documentId: string
  readonly title: string
  readonly rescues: readonly Rescue[]
  /** They were saved as a copy; null where they can only be downloaded. */
  readonly onSaved: (() => void) | null
}

/** What can be done with what was rescued: a document of its own, for whom may still have the text, or files. */
export default function RescueActions({ documentId, title, rescues, onSaved }: RescueActionsProps) {
  return (
    <>
      {onSaved ? <SaveCopy title={title} rescues={rescues} onSaved={onSaved} /> : null}
      <RescueDownloads documentId={documentId} title={title} rescues={rescues} prominent={!onSaved} />
    </>
  )
}
