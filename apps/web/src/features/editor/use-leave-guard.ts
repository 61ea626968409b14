'use client'
import { useEffect } from 'react'
import { calmly } from '#lib/calmly.ts'
import type { SessionFacts, SessionView } from './session-facts.ts'

type Losses = Pick<SessionView, 'unsaved' | 'rescues' | 'device'>
type LeavingFacts = Pick<SessionFacts, 'subscribe'> & { readonly view: Losses }

/** Each key may be lost for a moment. The browser is told of the first and behind the last, not with every one. */
const lingerMs = 1_000

/**
 * Asks before the page is left while something would be lost. Only about then is a listener registered: one that stays would cost the
 * page its place in the browser's back/forward cache.
 */
export function useLeaveGuard(facts: SessionFacts): void {
  useEffect(() => guardLeaving(facts), [facts])
}

/** The same until the returned function is called. */
export function guardLeaving(facts: LeavingFacts): () => void {
  const ask = (event: BeforeUnloadEvent) => {
    if (wouldBeLost(facts.view)) event.preventDefault()
  }
  let listens = false
  const end = () => {
    window.removeEventListener('beforeunload', ask)
    listens = false
  }
  const { soon, stop } = calmly(() => {
    if (wouldBeLost(facts.view)) soon()
    else end()
  }, lingerMs)
  const look = () => {
    if (listens || !wouldBeLost(facts.view)) return
    window.addEventListener('beforeunload', ask)
    listens = true
    soon()
  }
  look()
  const unsubscribe = facts.subscribe(look)
  return () => {
    unsubscribe()
    stop()
    end()
  }
}

/** Whether something is neither on the server nor on this device: it would be gone with the page. */
export function wouldBeLost({ unsaved, rescues, device }: Losses): boolean {
  return unsaved.count > unsaved.kept || (rescues.length > 0 && device !== 'works')
}
