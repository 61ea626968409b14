'use client'
import { useEffect } from 'react'
import type { SessionView } from './session-facts.ts'

/** Asks before the page is left while `guarded`. Only then is a listener registered: one that stays would cost the page its place in the browser's back/forward cache. */
export function useLeaveGuard(guarded: boolean): void {
  useEffect(() => {
    if (!guarded) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [guarded])
}

/** Whether something is neither on the server nor on this device: it would be gone with the page. */
export function wouldBeLost({
  unsaved,
  rescues,
  device,
}: Pick<SessionView, 'unsaved' | 'rescues' | 'device'>): boolean {
  return unsaved.count > unsaved.kept || (rescues.length > 0 && device !== 'works')
}
