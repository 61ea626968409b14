'use client'
import type { UnsentWork } from '@tandem/client/browser'
import { type ReactNode, useState } from 'react'
import { recallPerson } from '#lib/this-person.ts'
import { leave } from './leave.ts'

/**
 * Signing out, and the question that comes before it when something is only on this device: what signing out takes with it
 * can be downloaded first. Draw `question` wherever it is called.
 */
export function useLeave(): { readonly askAndLeave: () => Promise<void>; readonly question: ReactNode } {
  const [question, setQuestion] = useState<ReactNode>(null)
  const askAndLeave = async () => {
    const unsent = await findUnsent()
    if (unsent.length === 0) return leave()
    // Dialogs are a tenth of what a page weighs, and hardly anybody is asked.
    const { LeaveQuestion } = await import('./leave-question.tsx')
    setQuestion(<LeaveQuestion unsent={unsent} onClose={() => setQuestion(null)} />)
  }
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
