import type { ActionLine, HistoryLine, Seen } from '../history/line.ts'

/** A line at a time. */
export const at = <S extends Seen>(t: number, seen: S): S & { readonly t: number } => ({ ...seen, t })

const A = 'document A'
const alice = { doc: A, user: 'alice', session: 'alice 1' }
const bob = { doc: A, user: 'bob', session: 'bob 1' }

/** The parts of a history in which all is well; each can be replaced to make a bad one. */
export const good = {
  people: at(0, { type: 'info', what: 'people', doc: A, roles: { alice: 'owner', bob: 'editor', vic: 'viewer' } }),
  aliceIn: at(1, { type: 'info', what: 'welcome', ...alice, connection: 1, after: 0 }),
  bobIn: at(2, { type: 'info', what: 'welcome', ...bob, connection: 2, after: 0 }),
  bobBase: at(2, { type: 'info', what: 'base', doc: A, session: 'bob 1', seq: 0, digest: 'd0' }),
  typed1: at(10, { type: 'invoke', what: 'edit', ...alice, replica: 1, rseq: 1, hash: 'h1' }),
  shownToAlice1: at(20, {
    type: 'info',
    what: 'shown',
    ...alice,
    connection: 1,
    first: 1,
    rows: [[1, 1, null]],
  }),
  acked1: at(20, { type: 'ok', what: 'edit', ...alice, replica: 1, rseq: 1, seq: 1 }),
  shownToBob1: at(21, { type: 'info', what: 'shown', ...bob, connection: 2, first: 1, rows: [[1, 1, 'h1']] }),
  witness1: at(22, { type: 'info', what: 'witness', doc: A, seq: 1, head: 1 }),
  fault: at(25, { type: 'invoke', what: 'fault', id: 1, fault: 'kill-node', kills: 1, blinds: false }),
  killed: at(26, { type: 'info', what: 'exit', process: 'node 1', how: 'SIGKILL', wanted: true }),
  faultOver: at(29, { type: 'ok', what: 'fault', id: 1, fault: 'kill-node', kills: 1, blinds: false }),
  typed2: at(30, { type: 'invoke', what: 'edit', ...bob, replica: 2, rseq: 1, hash: 'h2' }),
  acked2: at(40, { type: 'ok', what: 'edit', ...bob, replica: 2, rseq: 1, seq: 2 }),
  shownToBob2: at(40, { type: 'info', what: 'shown', ...bob, connection: 2, first: 2, rows: [[2, 1, null]] }),
  shownToAlice2: at(41, { type: 'info', what: 'shown', ...alice, connection: 1, first: 2, rows: [[2, 1, 'h2']] }),
  removing: at(50, action('invoke', 2)),
  removed: at(60, action('ok', 2)),
  typed3: at(61, { type: 'invoke', what: 'edit', ...bob, replica: 2, rseq: 2, hash: 'h3' }),
  givenBack: at(70, { type: 'fail', what: 'edit', ...bob, replica: 2, rseq: 2 }),
  old: at(75, {
    type: 'info',
    what: 'answer',
    to: 'an old client',
    expected: ['upgrade_required'],
    code: 'upgrade_required',
  }),
  memory: at(80, { type: 'info', what: 'gauge', process: 'node 1', name: 'memory', value: 100, limit: 200 }),
  head: at(90, { type: 'info', what: 'head', doc: A, head: 2 }),
  log: at(90, {
    type: 'info',
    what: 'log',
    doc: A,
    rows: [
      [1, 1, 'alice', 'h1'],
      [2, 1, 'bob', 'h2'],
    ],
  }),
  replicas: at(90, {
    type: 'info',
    what: 'replicas',
    doc: A,
    owners: [
      [1, 'alice'],
      [2, 'bob'],
    ],
  }),
  replay: at(90, {
    type: 'info',
    what: 'replay',
    doc: A,
    digests: [
      [0, 'd0'],
      [1, 'd1'],
      [2, 'd2'],
    ],
  }),
  snapshot: at(90, { type: 'info', what: 'snapshot', doc: A, seq: 1, claims: 'd1', opens: 'd1' }),
  document: at(90, {
    type: 'info',
    what: 'document',
    doc: A,
    title: 'Notes',
    trashed: false,
    roles: { alice: 'owner', vic: 'viewer' },
  }),
  aliceText: at(91, { type: 'info', what: 'text', ...alice, phase: 'live', seq: 2, unsaved: 0, digest: 'd2' }),
} satisfies Record<string, HistoryLine>

/** The removal of bob, as it was begun or done. */
function action(type: 'invoke' | 'ok', head: number): ActionLine {
  return { type, what: 'action', id: 1, doc: A, action: { kind: 'role', user: 'bob', role: null }, head }
}

/** The good history with some of its lines replaced, left out (null), or added, in the order of their times. */
export function historyWith(
  changes: { readonly [K in keyof typeof good]?: HistoryLine | null },
  added: readonly HistoryLine[] = [],
): HistoryLine[] {
  const kept = Object.entries({ ...good, ...changes }).flatMap(([, line]) => line ?? [])
  return [...kept, ...added].sort((a, b) => a.t - b.t)
}
