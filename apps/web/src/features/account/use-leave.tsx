'use client'
import type { UnsentWork } from '@tandem/client/browser'
import { type ReactNode, useState } from 'react'
import { recallPerson } from '#lib/this-person.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { leave } from './leave.ts'
import { messages } from './messages.ts'

/**
 * Signing out, and the question that comes before it when something is only on this device: what signing out takes with it
 * can be downloaded first. Draw `question` wherever it is called.
 */
export function useLeave(): { readonly askAndLeave: () => Promise<void>; readonly question: ReactNode } {
  const [unsent, setUnsent] = useState<readonly UnsentWork[]>([])
  const askAndLeave = async () => {
    const work = await findUnsent()
    if (work.length === 0) await leave()
    else setUnsent(work)
  }
  const downloadAndLeave = async () => {
    const [{ downloadJson }, { rescueFile }] = await Promise.all([import('#lib/download.ts'), import('@tandem/client')])
    for (const { documentId: id, title, rescue } of unsent) downloadJson(title, rescueFile({ id, title }, [rescue]))
    await leave()
  }
  const count = unsent.reduce((sum, { rescue }) => sum + rescue.changes.length, 0)
  const question = (
    <Dialog
      open={unsent.length > 0}
      onOpenChange={(open) => {
        if (!open) setUnsent([])
      }}
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
  return { askAndLeave, question }
}

/** Nothing to ask about where the device can't be asked either. */
async function findUnsent(): Promise<readonly UnsentWork[]> {
  const person = recallPerson()
  if (person === null) return []
  const { unsentWork } = await import('@tandem/client/browser')
  try {
    return await unsentWork(person.id)
  } catch (error) {
    console.warn('what this device keeps could not be read', error)
    return []
  }
}
