'use client'
import type { Session } from '@tandem/client'
import { useEffect } from 'react'
import { toast } from '#ui/toast.tsx'
import { messages } from './messages.ts'
import { graceMs } from './save-state.ts'

/** Says what came of being offline once everything of mine has arrived. Nothing for a loss too short to be shown. */
export function useBackOnline(session: Session): void {
  useEffect(() => {
    let lostAt: number | null = null
    let mine = 0
    let others = 0
    const settle = () => {
      if (lostAt === null || session.state.phase !== 'live' || session.unsaved.count > 0) return
      if (Date.now() - lostAt >= graceMs)
        toast({ message: messages.backOnline(mine, others), tone: 'success', durationMs: 3000 })
      lostAt = null
    }
    const off = [
      session.on('state', (state) => {
        if (state.phase === 'waiting') {
          if (lostAt === null) others = 0
          lostAt ??= state.since
        }
        if (state.phase === 'catching-up') mine = session.unsaved.count
        settle()
      }),
      session.on('edit', ({ applied }) => {
        if (lostAt !== null) others += applied
      }),
      session.on('unsaved', settle),
    ]
    return () => {
      for (const unsubscribe of off) unsubscribe()
    }
  }, [session])
}
