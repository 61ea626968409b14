'use client'
import type { Session } from '@tandem/client'
import { useEffect, useRef } from 'react'
import { toast } from '#ui/toast.tsx'
import { messages } from './messages.ts'
import { graceMs } from './save-state.ts'

/** The part of a session that tells how it is lost and comes back. */
type ReturningSession = Pick<Session, 'state' | 'doc' | 'unsaved' | 'on' | 'retryNow'>

/**
 * Tries to connect as soon as the browser has a network again, and when somebody who was signed out comes back to the
 * page: they may have signed in elsewhere. Says what came of being offline once everything of mine
 * has arrived, and leads to what others did meanwhile. Nothing for a loss too short to have been shown.
 */
export function useBackOnline(session: ReturningSession, onSeeChanges: () => void): void {
  const seeChanges = useRef(onSeeChanges)
  useEffect(() => {
    seeChanges.current = onSeeChanges
  }, [onSeeChanges])
  useEffect(() => {
    let lostAt: number | null = null
    let shown = false
    let mine = 0
    let others = 0
    const settle = () => {
      if (lostAt === null || session.state.phase !== 'live' || session.unsaved.count > 0) return
      if (shown || Date.now() - lostAt >= graceMs) {
        const message = messages.backOnline(mine, others)
        const action = { label: messages.seeChanges, onAction: () => seeChanges.current() }
        // What can be pressed stays until it can be reached.
        toast({ message, tone: 'success', ...(others > 0 ? { action } : { durationMs: 3000 }) })
      }
      lostAt = null
      shown = false
    }
    const off = [
      session.on('state', (state) => {
        // Also a start from this device, whose first attempt found no network.
        const isLost = state.phase === 'waiting' || (state.phase === 'connecting' && session.doc !== null)
        if (isLost) {
          if (lostAt === null) others = 0
          lostAt ??= state.phase === 'waiting' ? state.since : Date.now()
          shown ||= !navigator.onLine
        }
        if (state.phase === 'catching-up') mine = session.unsaved.count
        settle()
      }),
      session.on('edit', ({ applied }) => {
        if (lostAt !== null) others += applied
      }),
      // What the server did not take was not synced.
      session.on('rescued', ({ changes }) => {
        mine = Math.max(0, mine - changes.length)
      }),
      session.on('unsaved', settle),
    ]
    const retry = () => session.retryNow()
    const retryIfEnded = () => {
      if (session.state.phase === 'closed') retry()
    }
    window.addEventListener('online', retry)
    window.addEventListener('focus', retryIfEnded)
    return () => {
      window.removeEventListener('online', retry)
      window.removeEventListener('focus', retryIfEnded)
      for (const unsubscribe of off) unsubscribe()
    }
  }, [session])
}
