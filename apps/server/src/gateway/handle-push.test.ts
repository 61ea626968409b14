import { encodeChange, TandemDoc } from '@tandem/crdt'
import type { Role } from '@tandem/protocol'
import { expect, test, vi } from 'vitest'
import { Admission } from '../limits/admission.ts'
import { DocumentRate } from '../limits/document-rate.ts'
import { parseLimits } from '../limits/limit-overrides.ts'
import { Overload } from '../limits/overload.ts'
import { SessionLimits } from '../limits/session-limits.ts'
import { handlePresence } from './handle-presence.ts'
import { handlePush } from './handle-push.ts'
import type { Joined } from './joined.ts'
import { fakeConnection } from './testing/fake-connection.ts'

/** A session in a room that only counts, on a server as loaded as a test says. */
function stage(limitsText = '', role: Role = 'editor') {
  const limits = parseLimits(limitsText)
  const fake = fakeConnection(limits)
  let delayMs = 0
  const overload = new Overload(limits, fake.clock, { sample: () => delayMs, close() {} })
  const rates = new Admission(limits).admit('alice', 'sign-in')
  const taken: number[] = []
  let moves = 0
  const joined = {
    connection: fake.connection,
    session: { replicas: [1], role },
    room: {
      push: (_: unknown, pushed: readonly { readonly change: { readonly rseq: number } }[]) =>
        taken.push(...pushed.map(({ change }) => change.rseq)),
      move: () => moves++,
    },
    limits: new SessionLimits(limits, 'alice', rates, new DocumentRate(limits.documentChangesPerSecond)),
  } as unknown as Joined
  const doc = new TandemDoc()
  doc.become(1)
  const changes: Uint8Array[] = []
  return {
    ...fake,
    taken,
    moves: () => moves,
    load(ms: number) {
      delayMs = ms
      fake.clock.turn(1_000)
    },
    /** Sends the change with this number: made now, or sent before. */
    push(rseq: number) {
      while (changes.length < rseq) changes.push(encodeChange(doc.edit([{ from: 0, to: 0, insert: 'x' }])))
      handlePush(joined, { changes: changes.slice(rseq - 1, rseq) }, overload)
    },
    /** Sends a change of a replica that is not its own. */
    pushAs(replica: number) {
      const other = new TandemDoc()
      other.become(replica)
      handlePush(joined, { changes: [encodeChange(other.edit([{ from: 0, to: 0, insert: 'x' }]))] }, overload)
    },
    move: () => handlePresence(joined, { activity: 'idle', selections: [], company: null }, overload),
  }
}

test('overload: presence is dropped first, then changes are refused for now, and all is taken again afterwards', () => {
  const { push, move, moves, load, taken, received } = stage()
  load(300)
  push(1)
  move()
  expect([taken, moves(), received]).toEqual([[1], 0, []])
  load(600)
  push(2)
  push(3)
  expect(received).toMatchObject([{ code: 'busy', rseq: 2 }])
  load(0)
  push(2)
  push(3)
  move()
  expect([taken, moves()]).toEqual([[1, 2, 3], 1])
  expect(received).toHaveLength(1)
})

test('C16 too fast: told once, nothing behind it is taken, and a client that begins again loses nothing', () => {
  const { push, taken, received } = stage('pushesPerSecond=1,pushBurst=3')
  for (const rseq of [1, 2, 3, 4, 5, 6]) push(rseq)
  expect(taken).toEqual([1, 2, 3])
  expect(received).toMatchObject([{ code: 'rate_limited', rseq: 4 }])
  push(4)
  expect(received).toMatchObject([{ rseq: 4 }, { rseq: 4 }])
})

test('C16 a client that does not listen is cut', () => {
  const { push, taken } = stage('pushesPerSecond=1,pushBurst=3,excessBurst=10,excessPerSecond=1')
  for (let rseq = 1; rseq <= 13; rseq++) push(rseq)
  expect(() => push(14)).toThrow(expect.objectContaining({ code: 'rate_limited' }))
  expect(taken).toEqual([1, 2, 3])
})

test('D5 presence that is dropped costs nothing, until there is too much of it', () => {
  const { move, moves, received } = stage('presencePerSecond=5,excessBurst=10,excessPerSecond=1')
  for (let count = 0; count < 15; count++) move()
  expect(moves()).toBe(5)
  expect(received).toEqual([])
  expect(move).toThrow(expect.objectContaining({ code: 'rate_limited' }))
})

test('C1 a viewer is refused before it costs anything of what they may send, and cut when they go on', () => {
  const { push, taken, received } = stage('pushBurst=1,pushesPerSecond=1,excessBurst=2,excessPerSecond=1', 'viewer')
  push(1)
  push(2)
  expect(() => push(3)).toThrow(expect.objectContaining({ code: 'rate_limited' }))
  expect(taken).toEqual([])
  expect(received).toMatchObject([
    { code: 'forbidden', rseq: 1 },
    { code: 'forbidden', rseq: 2 },
  ])
})

test('of replicas that are not its own nothing is remembered, however many a client names', () => {
  const { connection, pushAs, received, taken } = stage()
  const saw = vi.spyOn(connection.order, 'saw')
  for (const replica of [2, 3, 4]) pushAs(replica)
  expect(saw).not.toHaveBeenCalled()
  expect(taken).toEqual([])
  expect(received.map((message) => 'code' in message && message.code)).toEqual(Array(3).fill('replica_invalid'))
})
