import { expect, test } from 'vitest'
import type { HistoryLine, LogLine } from '../history/line.ts'
import { at, good, historyWith } from '../testing/good-history.ts'
import { check, rules } from './check.ts'

const brokenBy = (history: readonly HistoryLine[]) => check(history).map(({ rule }) => rule)

test('a history in which all is well breaks no rule', () => {
  expect(check(historyWith({}))).toEqual([])
})

const { log, aliceText, document, shownToAlice2, removed } = good
const row1: LogLine = [1, 1, 'alice', 'h1']
const row2: LogLine = [2, 1, 'bob', 'h2']

/** A history that breaks exactly one rule, and how. */
const bad: [rule: string, how: string, history: readonly HistoryLine[]][] = [
  [
    'acked-in-log',
    'the log has another content under an echoed name',
    historyWith({
      log: { ...log, rows: [row1, [2, 1, 'bob', 'other']] },
      shownToAlice2: null,
    }),
  ],
  ['acked-in-log', 'the echo named another row', historyWith({ acked2: { ...good.acked2, seq: 1 } })],
  [
    'acked-in-log',
    'an echoed edit is not there',
    historyWith({}, [
      { ...good.typed3, t: 62, rseq: 3, hash: 'h4' },
      { ...good.acked2, t: 63, rseq: 3, seq: 3 },
    ]),
  ],
  [
    'shown-in-log',
    'a row was shown with another content',
    historyWith({ shownToAlice2: { ...shownToAlice2, rows: [[2, 1, 'other']] } }),
  ],
  [
    'shown-in-log',
    'a row was shown that is not there',
    historyWith({}, [{ ...shownToAlice2, t: 42, first: 3, rows: [[2, 2, 'h3']] }]),
  ],
  ['shown-when-durable', 'the database did not have it yet', historyWith({ witness1: { ...good.witness1, head: 0 } })],
  ['nothing-left-behind', 'an edit has no answer', historyWith({ givenBack: null })],
  [
    'given-back-with-reason',
    'an edit of somebody who may write was given back',
    historyWith({}, [
      { ...good.typed1, t: 71, rseq: 2 },
      { ...good.givenBack, t: 72, user: 'alice', session: 'alice 1', replica: 1, rseq: 2 },
    ]),
  ],
  [
    'exactly-once',
    'an edit is in the log twice',
    historyWith({
      log: { ...log, rows: [row1, row2, [2, 2, 'bob', 'h3'], [2, 2, 'bob', 'h3']] },
      head: { ...good.head, head: 4 },
      replay: {
        ...good.replay,
        digests: [
          [0, 'd0'],
          [1, 'd1'],
          [4, 'd2'],
        ],
      },
      aliceText: { ...aliceText, seq: 4 },
      removing: { ...good.removing, head: 4 },
      removed: { ...removed, head: 4 },
    }),
  ],
  [
    'log-without-hole',
    'rows are gone',
    historyWith({
      log: { ...log, rows: [null, row2] },
      acked1: null,
      shownToAlice1: null,
      shownToBob1: { ...good.shownToBob1, rows: [] },
      typed1: null,
      shownToBob2: { ...good.shownToBob2, first: 1, rows: [] },
      shownToAlice2: { ...shownToAlice2, first: 1, rows: [] },
    }),
  ],
  ['log-without-hole', 'the head is not where the log ends', historyWith({ head: { ...good.head, head: 3 } })],
  [
    'log-without-hole',
    'a replica begins with its second edit',
    historyWith({
      log: { ...log, rows: [row1, [2, 2, 'bob', 'h3']] },
      acked2: null,
      typed2: null,
      givenBack: { ...good.acked2, t: 70, rseq: 2 },
      shownToBob2: { ...good.shownToBob2, rows: [[2, 2, null]] },
      shownToAlice2: { ...shownToAlice2, rows: [[2, 2, 'h3']] },
    }),
  ],
  ['delivered-in-order', 'a connection got the second row only', historyWith({ shownToAlice1: null })],
  ['delivered-in-order', 'a connection got a row twice', historyWith({}, [{ ...good.shownToBob2, t: 45 }])],
  ['converged', 'another text', historyWith({ aliceText: { ...aliceText, digest: 'other' } })],
  ['converged', 'rows are missing', historyWith({ aliceText: { ...aliceText, seq: 1 } })],
  ['converged', 'something waits to be saved', historyWith({ aliceText: { ...aliceText, unsaved: 1 } })],
  ['converged', 'a session was closed', historyWith({ aliceText: { ...aliceText, phase: 'closed' } })],
  [
    'snapshot-is-replay',
    'a snapshot is no replay',
    historyWith({ snapshot: { ...good.snapshot, claims: 'other', opens: 'other' } }),
  ],
  ['snapshot-is-replay', 'nothing opens from a snapshot', historyWith({ snapshot: { ...good.snapshot, opens: null } })],
  [
    'snapshot-is-replay',
    'somebody was sent something else',
    historyWith({ bobBase: { ...good.bobBase, digest: 'other' } }),
  ],
  ['no-write-without-role', 'bob wrote after he was removed', historyWith({ removed: { ...removed, head: 1 } })],
  [
    'no-write-without-role',
    'a viewer wrote',
    historyWith({
      log: { ...log, rows: [row1, row2, [3, 1, 'vic', 'h5']] },
      head: { ...good.head, head: 3 },
      replicas: { ...good.replicas, owners: [...good.replicas.owners, [3, 'vic']] },
      replay: {
        ...good.replay,
        digests: [
          [0, 'd0'],
          [1, 'd1'],
          [3, 'd2'],
        ],
      },
      aliceText: { ...aliceText, seq: 3 },
    }),
  ],
  [
    'no-read-after-removal',
    'bob read on',
    historyWith(
      {
        head: { ...good.head, head: 3 },
        log: { ...log, rows: [row1, row2, [1, 2, 'alice', 'h6']] },
        replay: {
          ...good.replay,
          digests: [
            [0, 'd0'],
            [1, 'd1'],
            [3, 'd2'],
          ],
        },
        aliceText: { ...aliceText, seq: 3 },
      },
      [{ ...good.shownToBob2, t: 1_061, first: 3, rows: [[1, 2, 'h6']] }],
    ),
  ],
  [
    'authorship',
    'a row is by somebody else than its replica',
    historyWith({ log: { ...log, rows: [[1, 1, 'bob', 'h1'], row2] } }),
  ],
  [
    'authorship',
    'a replica is somebody else than the one who typed',
    historyWith({ typed1: { ...good.typed1, user: 'bob' } }),
  ],
  [
    'actions-stay',
    'bob is back',
    historyWith({ document: { ...document, roles: { ...document.roles, bob: 'editor' } } }),
  ],
  ['bounded', 'a node is too large', historyWith({ memory: { ...good.memory, value: 201 } })],
  ['stays-up', 'a node ended by itself', historyWith({ killed: { ...good.killed, how: 'exit 1', wanted: false } })],
  [
    'goes-on',
    'nothing was echoed',
    historyWith({}, [at(29, { type: 'info', what: 'stuck', seconds: 30, who: ['alice 1: live'] })]),
  ],
  ['answered', 'an old client was let in', historyWith({ old: { ...good.old, code: 'welcome' } })],
]

test.each(bad)('%s: %s', (rule, _, history) => {
  expect(brokenBy(history)).toEqual([rule])
})

test('every rule has a history that breaks it', () => {
  expect([...new Set(bad.map(([rule]) => rule))].sort()).toEqual(rules.map(({ name }) => name).sort())
})

const readOn = (t: number) => [{ ...good.shownToBob2, t, first: 3, rows: [] }]
const blind = (from: number, to: number) => [
  at(from, { type: 'invoke', what: 'fault', id: 9, fault: 'kill-postgres', kills: 1, blinds: true }),
  at(to, { type: 'ok', what: 'fault', id: 9, fault: 'kill-postgres', kills: 1, blinds: true }),
]

/** When reading on after a removal (at 60 ms) is no breach. */
const excused: [why: string, history: readonly HistoryLine[]][] = [
  ['within a second', historyWith({}, readOn(1_060))],
  ['the database was away for a while', historyWith({}, [...readOn(1_500), ...blind(400, 900)])],
  [
    'two delays at once count once, and suffice',
    historyWith({}, [...readOn(1_500), ...blind(400, 900), at(800, { type: 'info', what: 'late', ms: 300 })]),
  ],
  [
    'bob was taken back meanwhile',
    historyWith({ document: { ...document, roles: { ...document.roles, bob: 'editor' } } }, [
      ...readOn(1_500),
      at(900, {
        type: 'info',
        what: 'action',
        id: 2,
        doc: 'document A',
        action: { kind: 'role', user: 'bob', role: 'editor' },
        head: 2,
      }),
      at(899, {
        type: 'invoke',
        what: 'action',
        id: 2,
        doc: 'document A',
        action: { kind: 'role', user: 'bob', role: 'editor' },
        head: 2,
      }),
    ]),
  ],
]

test.each(excused)('%s: no breach', (_, history) => {
  expect(brokenBy(history)).toEqual([])
})

test('a delay before the removal excuses nothing', () => {
  expect(brokenBy(historyWith({}, [...readOn(1_500), ...blind(10, 59)]))).toEqual(['no-read-after-removal'])
})

test('a snapshot that we damaged may stay as it is, until somebody opens it', () => {
  const damaged = at(80, { type: 'info', what: 'damage', doc: 'document A', seq: 1 })
  expect(brokenBy(historyWith({ snapshot: { ...good.snapshot, opens: null } }, [damaged]))).toEqual([])
})
