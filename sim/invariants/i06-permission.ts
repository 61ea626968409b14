import { mayWrite } from '@tandem/protocol'
import type { Invariant } from './invariant.ts'

/** How long something may still be sent to somebody who may not read any more. */
const lastWordMs = 1_000

/** Who may not write writes nothing, from the moment of the commit on; who may not read is sent nothing a second later. */
export const permission: Invariant = {
  name: 'I6 permission',
  appended({ ledger }, documentId, { user, signIn, replica, rseq }, verdict) {
    if (verdict.status !== 'appended') return null
    const role = ledger.roleOf(documentId, user)
    if (role === null || !mayWrite(role)) return `${user} wrote ${replica}:${rseq} as ${role ?? 'nobody'}`
    if (ledger.lostSince(documentId, user, signIn) !== null) return `${user} wrote ${replica}:${rseq} without access`
    return null
  },
  sent({ ledger, now }, { visitor }, message) {
    if (message.kind === 'error') return null
    const { documentId, userId, signInId, name } = visitor
    const since = ledger.lostSince(documentId, userId, signInId)
    if (since === null) return null
    if (since === 0) return `${name} never had access, and is sent a message (${message.kind})`
    const ms = now - since
    return ms > lastWordMs
      ? `${name} is sent a message (${message.kind}) ${Math.round(ms)} ms after losing access`
      : null
  },
}
