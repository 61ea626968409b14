import { type ErrorCode, errorCodes } from '@tandem/protocol'
import { expect, test } from 'vitest'
import { doubtsOutbox, maxDoubts, type Reaction, reactionTo } from './error-reaction.ts'

const calm = { doubts: 1, reauthenticated: false }

/** Code: about the session, about a push. The whole table of SPEC.md. */
const table: Record<ErrorCode, readonly [Reaction, Reaction]> = {
  bad_request: ['close', 'give-up-outbox'],
  unknown_event: ['close', 'give-up-outbox'],
  not_joined: ['reconnect-now', 'reconnect-now'],
  already_joined: ['close', 'give-up-outbox'],
  auth_required: ['reconnect-now', 'reconnect-now'],
  upgrade_required: ['close', 'give-up-outbox'],
  not_found: ['close', 'give-up-outbox'],
  forbidden: ['close', 'give-up-outbox'],
  document_trashed: ['close', 'give-up-outbox'],
  replica_invalid: ['reconnect-now', 'reconnect-now'],
  gap: ['reconnect-now', 'reconnect-now'],
  replica_fork: ['reconnect-now', 'reconnect-now'],
  unknown_dependency: ['reconnect-now', 'reconnect-now'],
  bad_change: ['give-up-outbox', 'give-up-outbox'],
  document_full: ['close', 'give-up-outbox'],
  too_large: ['close', 'give-up-outbox'],
  rate_limited: ['reconnect-later', 'pause'],
  busy: ['reconnect-later', 'pause'],
  resync: ['reconnect-now', 'reconnect-now'],
  drain: ['reconnect-later', 'pause'],
  conflict: ['close', 'give-up-outbox'],
  last_owner: ['close', 'give-up-outbox'],
  internal: ['reconnect-later', 'pause'],
  too_many_connections: ['reconnect-later', 'pause'],
  account_disabled: ['close', 'give-up-outbox'],
  storage_full: ['reconnect-later', 'pause'],
  too_many_people: ['reconnect-later', 'pause'],
}

const errorOf = (code: ErrorCode, rseq = 0) => ({ code, message: '', rseq })

test.each(errorCodes)('R1 %s', (code) => {
  const [aboutSession, aboutPush] = table[code]
  expect(reactionTo(errorOf(code), calm)).toBe(aboutSession)
  expect(reactionTo(errorOf(code, 5), calm)).toBe(aboutPush)
})

test.each(errorCodes)('R2 %s after a fresh ticket was refused', (code) => {
  const reaction = reactionTo(errorOf(code), { doubts: 1, reauthenticated: true })
  expect(reaction).toBe(code === 'auth_required' ? 'close' : table[code][0])
})

test.each(errorCodes)('R3 %s when the outbox was doubted often', (code) => {
  const doubtful = ['replica_invalid', 'gap', 'replica_fork', 'unknown_dependency'].includes(code)
  expect(doubtsOutbox(errorOf(code))).toBe(doubtful)
  expect(reactionTo(errorOf(code), { doubts: maxDoubts, reauthenticated: false })).toBe(table[code][0])
  const after = reactionTo(errorOf(code), { doubts: maxDoubts + 1, reauthenticated: false })
  expect(after).toBe(doubtful ? 'give-up-outbox' : table[code][0])
})
