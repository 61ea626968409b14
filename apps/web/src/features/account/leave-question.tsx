'use client'
import type { UnsentWork } from '@tandem/client/browser'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { leave } from './leave.ts'
import { messages } from './messages.ts'

/** Asks whoever signs out what shall become of what is only on this device. Fetched when there is something to ask about. */
export function LeaveQuestion({
  unsent,
  onClose,
}: {
  readonly unsent: readonly UnsentWork[]
  readonly onClose: () => void
}) {
  const downloadAndLeave = async () => {
    const [{ downloadJson }, { rescueFile }] = await Promise.all([import('#lib/download.ts'), import('@tandem/client')])
    for (const { documentId: id, title, rescue } of unsent) downloadJson(title, rescueFile({ id, title }, [rescue]))
    await leave()
  }
  const count = unsent.reduce((sum, { rescue }) => sum + rescue.changes.length, 0)
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={messages.unsentTitle(count)}
      description={messages.unsentText(unsent.map(({ title }) => title).filter((title) => title !== ''))}
      footer={
        <>
          <Button tone="quiet" onClick={() => void leave()}>
            {messages.leaveWithout}
          </Button>
          <Button tone="primary" onClick={() => void downloadAndLeave()}>
            {messages.downloadAndLeave}
          </Button>
        </>
      }
    >
      {null}
    </Dialog>
  )
}
