'use client'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import type { DocumentSummary } from './document-summary.ts'
import { messages } from './messages.ts'

/** The question before something goes that nobody can bring back. */
export default function DeleteDialog({
  documents,
  onDelete,
  onClose,
}: {
  readonly documents: readonly DocumentSummary[]
  readonly onDelete: () => void
  readonly onClose: () => void
}) {
  const [only] = documents
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={only && documents.length === 1 ? messages.deleteOne(only.title) : messages.deleteMany(documents.length)}
      footer={
        <>
          <Button onClick={onClose}>{messages.cancel}</Button>
          <Button
            tone="danger"
            onClick={() => {
              onClose()
              onDelete()
            }}
          >
            {messages.delete}
          </Button>
        </>
      }
    >
      <p className="text-sm">{messages.deleteText}</p>
    </Dialog>
  )
}
