'use client'
import { createSession, type Session } from '@tandem/client'
import { behindPicture } from '@tandem/client/browser'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { openDeviceStore } from './device-store.ts'
import { fetchTicket } from './fetch-ticket.ts'
import { SessionFacts, type SessionView } from './session-facts.ts'
import { watchWaking } from './watch-waking.ts'

/** A session and what it says, in a form that React can read. */
export type OpenSession = { readonly session: Session; readonly facts: SessionFacts }

/**
 * Opens one session for as long as the component is mounted; null until then, and on the server. It is made in an effect,
 * so that React's double mounting in development opens and closes one more instead of leaving one open.
 */
export function useSession(collabUrl: string, documentId: string, personId: string): OpenSession | null {
  const [open, setOpen] = useState<OpenSession | null>(null)
  useEffect(() => {
    const store = openDeviceStore(personId)
    const ticket = () => fetchTicket(personId)
    const session = createSession({
      url: collabUrl,
      documentId,
      ticket,
      sendSoon: behindPicture,
      ...(store ? { store } : {}),
    })
    const facts = new SessionFacts(session, store ? 'works' : 'none')
    setOpen({ session, facts })
    const offline = () => session.networkLost()
    window.addEventListener('offline', offline)
    const stopWatching = watchWaking(() => session.wake())
    return () => {
      stopWatching()
      window.removeEventListener('offline', offline)
      facts.stop()
      void session.close().then(() => store?.close())
    }
  }, [collabUrl, documentId, personId])
  return open
}

/** One of the things a session says; the component is drawn again only when that one changes. */
export function useFact<T>(facts: SessionFacts, pick: (view: SessionView) => T): T {
  const read = () => pick(facts.view)
  return useSyncExternalStore(facts.subscribe, read, read)
}

/** The same for what is glanced at now and then: it is drawn with neither the key nor all that others do. */
export function useCalmFact<T>(facts: SessionFacts, pick: (view: SessionView) => T): T {
  const read = () => pick(facts.view)
  return useSyncExternalStore(facts.subscribeCalmly, read, read)
}
