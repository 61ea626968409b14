import type { Invariant } from './invariant.ts'

/** When nothing is in the way everybody who may be in is in, with nothing unsaved, and nothing goes on without end. */
export const liveness: Invariant = {
  name: 'I8 liveness',
  ended({ pages, ledger, exhausted, errors }) {
    if (exhausted) return 'more happened than a run can need'
    const [error] = errors
    if (error) return `a node called it an error: ${error}`
    for (const { name, person, documentId, session } of pages) {
      const { signInId, userId } = person
      if (signInId === null || ledger.lostSince(documentId, userId, signInId) !== null) continue
      if (!session) return `${name} is closed`
      const { phase } = session.state
      if (phase !== 'live') return `${name} is ${phase}${phase === 'closed' ? ` (${session.state.reason.code})` : ''}`
      if (session.unsaved.count > 0) return `${name} has ${session.unsaved.count} unsaved changes`
    }
    return null
  },
}
