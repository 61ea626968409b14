import type { Session, SessionEvents } from '@tandem/client'

const events = ['state', 'open', 'edit', 'unsaved', 'seq'] as const satisfies readonly (keyof SessionEvents)[]

/** How long nothing may happen before a run is given up: a server is killed and started again within this. */
const patienceMs = 60_000

/**
 * Resolves as soon as the condition holds, looking again whenever the session tells something. Rejects when the session
 * ends, or when nothing happens for a minute.
 */
export function until(session: Session, what: string, holds: () => boolean): Promise<void> {
  if (holds()) return Promise.resolve()
  return new Promise((resolve, reject) => {
    const unsubscribers: (() => void)[] = []
    const settle = (done: () => void) => {
      clearTimeout(timer)
      for (const unsubscribe of unsubscribers) unsubscribe()
      done()
    }
    const giveUp = (why: string) => settle(() => reject(new Error(`${why} while waiting until ${what}`)))
    const timer = setTimeout(() => giveUp(`nothing happened for ${patienceMs / 1000} s`), patienceMs)
    const look = () => {
      timer.refresh()
      if (holds()) settle(resolve)
      else if (session.state.phase === 'closed') giveUp(`the session was closed (${session.state.reason.code})`)
    }
    for (const event of events) unsubscribers.push(session.on(event, look))
  })
}
