'use client'
import { type Rescue, rescueFile } from '@tandem/client'
import { downloadJson, downloadText } from '#lib/download.ts'
import { Button } from '#ui/button.tsx'
import { messages } from './messages.ts'
import { rescueMessages } from './rescue-messages.ts'
import { textOf } from './rescued-text.ts'

/** The ways to what was rescued: the text to read on, and every change for whoever wants to put them back. */
export function RescueDownloads({
  documentId,
  title,
  rescues,
  prominent = false,
}: {
  readonly documentId: string
  readonly title: string
  readonly rescues: readonly Rescue[]
  readonly prominent?: boolean
}) {
  const size = prominent ? 'medium' : 'small'
  return (
    <>
      <Button
        size={size}
        tone={prominent ? 'primary' : 'secondary'}
        onClick={() => downloadText(title, textOf(rescues))}
      >
        {messages.downloadCopy}
      </Button>
      <Button size={size} onClick={() => downloadJson(title, rescueFile({ id: documentId, title }, rescues))}>
        {rescueMessages.downloadChanges}
      </Button>
    </>
  )
}
