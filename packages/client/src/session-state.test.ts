import { expect, test } from 'vitest'
import { initialState, nextState, type SessionEvent, type SessionState } from './session-state.ts'

const connecting: SessionState = { phase: 'connecting', attempt: 3 }
const catchingUp: SessionState = { phase: 'catching-up' }
const live: SessionState = { phase: 'live' }
const waiting: SessionState = { phase: 'waiting', attempt: 2, retryAt: 70, since: 40 }
const signedOut: SessionState = { phase: 'closed', reason: { code: 'auth_required', message: 'Sign in.' } }
const gone: SessionState = { phase: 'closed', reason: { code: 'not_found', message: 'Gone.' } }
const states = { connecting, catchingUp, live, waiting, signedOut, gone }

const welcomed: SessionEvent = { type: 'welcomed' }
const caughtUp: SessionEvent = { type: 'caught-up' }
const lost: SessionEvent = { type: 'lost', since: 100, retryAt: 130 }
const refused: SessionEvent = { type: 'refused', reason: { code: 'not_found', message: 'Gone.' } }
const retried: SessionEvent = { type: 'retried', now: 100 }

const same = 'same'
/** State × event: the whole table of SPEC.md. */
const table: [keyof typeof states, SessionEvent, SessionState | typeof same][] = [
  ['connecting', welcomed, catchingUp],
  ['connecting', caughtUp, same],
  ['connecting', lost, { phase: 'connecting', attempt: 4 }],
  ['connecting', refused, gone],
  ['connecting', retried, same],
  ['catchingUp', welcomed, catchingUp],
  ['catchingUp', caughtUp, live],
  ['catchingUp', lost, { phase: 'waiting', attempt: 1, retryAt: 130, since: 100 }],
  ['catchingUp', refused, gone],
  ['catchingUp', retried, same],
  ['live', welcomed, catchingUp],
  ['live', caughtUp, same],
  ['live', lost, { phase: 'waiting', attempt: 1, retryAt: 130, since: 100 }],
  ['live', refused, gone],
  ['live', retried, same],
  ['waiting', welcomed, catchingUp],
  ['waiting', caughtUp, same],
  ['waiting', lost, { phase: 'waiting', attempt: 3, retryAt: 130, since: 40 }],
  ['waiting', refused, gone],
  ['waiting', retried, { phase: 'waiting', attempt: 2, retryAt: 100, since: 40 }],
  ['signedOut', welcomed, same],
  ['signedOut', caughtUp, same],
  ['signedOut', lost, same],
  ['signedOut', refused, same],
  ['signedOut', retried, initialState],
  ['gone', welcomed, same],
  ['gone', caughtUp, same],
  ['gone', lost, same],
  ['gone', refused, same],
  ['gone', retried, same],
]

test.each(table)('S1 %s × $1.type', (from, event, to) => {
  const state = states[from]
  if (to === same) expect(nextState(state, event)).toBe(state)
  else expect(nextState(state, event)).toEqual(to)
})

test('S1 the table is complete', () => {
  const cells = new Set(table.map(([from, event]) => `${from} ${event.type}`))
  expect(cells.size).toBe(table.length)
  expect(cells.size).toBe(Object.keys(states).length * 5)
})
