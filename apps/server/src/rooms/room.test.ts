import { decodeChange } from '@tandem/crdt'
import { type Downstream, decodeDownstream, type ErrorCode } from '@tandem/protocol'
import { FakeClock } from '@tandem/protocol/testing'
import { expect, test } from 'vitest'
import { soleNode } from '../cluster/cluster.ts'
import { createLogger } from '../observability/logger.ts'
import { createMetrics } from '../observability/metrics.ts'
import { typed } from '../storage/document-log-contract.ts'
import { MemoryLog } from '../storage/memory-log.ts'
import { Room } from './room.ts'
import type { SessionConnection } from './room-session.ts'

const turn = () => new Promise(setImmediate)

/** A connection that a test can stop up. */
class FakeConnection implements SessionConnection {
  readonly received: Downstream[] = []
  congested = false
  closed = false
  #drained: (() => void)[] = []

  send(frame: Uint8Array): void {
    this.received.push(decodeDownstream(frame))
  }

  drained(): Promise<void> {
    return this.congested ? new Promise((resolve) => this.#drained.push(resolve)) : Promise.resolve()
  }

  drain(): void {
    this.congested = false
    for (const resolve of this.#drained.splice(0)) resolve()
  }

  refuse(code: ErrorCode, rseq: number): void {
    this.received.push({ kind: 'error', code, message: '', rseq })
  }

  close(error: Extract<Downstream, { kind: 'error' }>): void {
    this.received.push(error)
    this.closed = true
  }

  /** The places of all rows that came, in the order in which they came. */
  get seqs(): number[] {
    return this.received.flatMap((message) =>
      message.kind === 'echo' ? message.rows.map((_, at) => message.firstSeq + at) : [],
    )
  }

  get errors(): Downstream[] {
    return this.received.filter((message) => message.kind === 'error')
  }
}

async function stage() {
  const log = new MemoryLog()
  const about = { title: 'Untitled', trashed: false }
  log.create('doc', { alice: { role: 'owner', ...about }, bob: { role: 'editor', ...about } })
  const snapshotter = {
    latest: async () => null,
    opened() {},
    grew() {},
    closed() {},
    idle: async () => {},
    close: async () => {},
  }
  const clock = new FakeClock()
  const failures: unknown[] = []
  const failed = (_: Room, error: unknown) => failures.push(error)
  const logger = createLogger('silent')
  const parts = { log, snapshotter, cluster: soleNode, clock, logger, metrics: createMetrics(), failed }
  const room = await Room.open('doc', parts)
  if (!room) throw new Error('the room opens')
  const join = async (userId: string) => {
    const connection = new FakeConnection()
    const replica = await log.issueReplica({ documentId: 'doc', userId })
    const person = { id: userId, name: userId, hue: 0 }
    const session = room.join(connection, person, 'editor', new Set([replica]))
    const type = (text: string) =>
      room.push(
        session,
        typed(replica, text).map(({ payload }) => ({ change: decodeChange(payload), payload })),
      )
    return { connection, session, replica, type }
  }
  return { log, room, clock, join }
}

test('M1 rows go to everybody after the commit, to their author without content', async () => {
  const { room, join } = await stage()
  const alice = await join('alice')
  const bob = await join('bob')
  room.start(alice.session, 0)
  room.start(bob.session, 0)
  await turn()
  alice.type('abc')
  expect(alice.connection.seqs).toEqual([])
  await room.idle()
  expect(alice.connection.seqs).toEqual([1, 2, 3])
  expect(bob.connection.seqs).toEqual([1, 2, 3])
  const rowsOf = (connection: FakeConnection) =>
    connection.received.flatMap((message) => (message.kind === 'echo' ? message.rows.map((row) => row.kind) : []))
  expect(rowsOf(alice.connection)).toEqual(['own', 'own', 'own'])
  expect(rowsOf(bob.connection)).toEqual(['change', 'change', 'change'])
})

test('M2 a session that comes later is fed from the log, and gets every row once, also those of the meantime', async () => {
  const { room, join } = await stage()
  const alice = await join('alice')
  room.start(alice.session, 0)
  alice.type('abcde')
  await room.idle()
  const bob = await join('bob')
  room.start(bob.session, 2)
  const carol = await join('alice')
  carol.type('xy')
  await room.idle()
  await turn()
  expect(bob.connection.seqs).toEqual([3, 4, 5, 6, 7])
})

test('M3 rows that another process wrote are taken from the log, before what came behind them', async () => {
  const { log, room, join } = await stage()
  const alice = await join('alice')
  room.start(alice.session, 0)
  await turn()
  const elsewhere = await log.issueReplica({ documentId: 'doc', userId: 'bob' })
  const entries = typed(elsewhere, 'zz').map((entry) => ({ ...entry, user: 'bob' }))
  await log.append('doc', entries)
  alice.type('a')
  await room.idle()
  expect(alice.connection.seqs).toEqual([1, 2, 3])
  expect(room.head).toBe(3)
})

test('M4 a slow reader is left behind and fed later; nothing is sent to it in the meantime, and others do not wait', async () => {
  const { room, join } = await stage()
  const alice = await join('alice')
  const bob = await join('bob')
  room.start(alice.session, 0)
  room.start(bob.session, 0)
  await turn()
  bob.connection.congested = true
  alice.type('abc')
  await room.idle()
  expect(alice.connection.seqs).toEqual([1, 2, 3])
  expect(bob.connection.seqs).toEqual([])
  bob.connection.drain()
  await turn()
  expect(bob.connection.seqs).toEqual([1, 2, 3])
})

test('M5 a refused change is told once, with the first one that was refused', async () => {
  const { log, room, join } = await stage()
  const alice = await join('alice')
  room.start(alice.session, 0)
  log.setAccess('doc', 'alice', { role: 'viewer', title: 'Untitled', trashed: false })
  alice.type('abc')
  await room.idle()
  expect(alice.connection.errors).toMatchObject([{ code: 'forbidden', rseq: 1 }])
  expect(await log.head('doc')).toBe(0)
})

test('M6 when the log fails, everybody who waits is asked for patience, and what was committed all the same is shown once it is known', async () => {
  const { log, room, join } = await stage()
  const alice = await join('alice')
  room.start(alice.session, 0)
  await turn()
  const append = log.append.bind(log)
  log.append = async (documentId, entries) => {
    await append(documentId, entries)
    throw new Error('the reply was lost')
  }
  alice.type('ab')
  await room.idle()
  expect(alice.connection.errors).toMatchObject([{ code: 'busy', rseq: 1 }])
  expect(alice.connection.seqs).toEqual([])
  log.append = append
  alice.type('ab')
  await room.idle()
  expect(alice.connection.seqs).toEqual([1, 2])
  expect(await log.head('doc')).toBe(2)
})

test('M7 a role that is taken away between the place and the start is noticed', async () => {
  const { log, room, join } = await stage()
  const bob = await join('bob')
  log.setAccess('doc', 'bob', null)
  await room.recheckAccess('bob')
  expect(bob.connection.closed).toBe(true)
  expect(room.size).toBe(0)
})

test('M8 the heartbeat tells live sessions how far the log is, and stops with the room', async () => {
  const { room, clock, join } = await stage()
  const alice = await join('alice')
  room.start(alice.session, 0)
  await turn()
  clock.turn(5_000)
  expect(alice.connection.received).toContainEqual({ kind: 'heartbeat', head: 0, check: null })
  room.leave(alice.session)
  room.close()
  expect(clock.waiting).toBe(0)
})

test('M9 catching up while a commit comes back: every row once, in order', async () => {
  const { log, room, join } = await stage()
  const alice = await join('alice')
  room.start(alice.session, 0)
  await turn()
  const elsewhere = await log.issueReplica({ documentId: 'doc', userId: 'bob' })
  await log.append(
    'doc',
    typed(elsewhere, 'zz').map((entry) => ({ ...entry, user: 'bob' })),
  )
  const caughtUp = room.catchUp()
  alice.type('abc')
  await Promise.all([caughtUp, room.idle(), room.catchUp()])
  expect(alice.connection.seqs).toEqual([1, 2, 3, 4, 5])
  expect(room.head).toBe(5)
})
