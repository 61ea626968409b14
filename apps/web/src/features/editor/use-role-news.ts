import type { Session } from '@tandem/client'
import { mayWrite } from '@tandem/protocol'
import { useEffect } from 'react'
import type { Result } from '#lib/result.ts'
import { toast } from '#ui/toast.tsx'
import { messages } from './messages.ts'

/** Asks who gave this person the role that they have; null when that is not known. */
export type FindRoleGiver = (input: { id: string }) => Promise<Result<{ name: string | null }>>

/** Who did it is said too, unless it takes so long to find out. */
const patienceMs = 1_500

/** Says so when my role changed while I am here, and who changed it. */
export function useRoleNews(session: Session, documentId: string, findRoleGiver: FindRoleGiver): void {
  useEffect(() => {
    let before = session.role
    return session.on('role', (role) => {
      const news = mayWrite(role) ? messages.nowEditing : messages.nowViewing
      const isNews = before !== null && mayWrite(before) !== mayWrite(role)
      before = role
      if (!isNews) return
      const asked = findRoleGiver({ id: documentId }).then(
        (result) => (result.ok ? result.name : null),
        () => null,
      )
      const tooLate = new Promise<null>((resolve) => setTimeout(resolve, patienceMs, null))
      void Promise.race([asked, tooLate]).then((name) => {
        // Changed once more meanwhile: that is the news.
        if (before !== role) return
        toast({ message: name === null ? news : messages.changedBy(news, name) })
      })
    })
  }, [session, documentId, findRoleGiver])
}
