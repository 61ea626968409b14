import { decodeChange } from '@tandem/crdt'
import { type Downstream, decodeDownstream, EchoReader, type ErrorCode, type Role } from '@tandem/protocol'
import { FakeClock } from '@tandem/protocol/testing'
import { expect, test } from 'vitest'
import { soleNode } from '../cluster/cluster.ts'
import { createLogger } from '../observability/logger.ts'
import { createMetrics } from '../observability/metrics.ts'
import { type Digests, noDigests } from '../storage/digests.ts'
import { signInOf, typed } from '../storage/document-log-contract.ts'
import { memoryStage } from '../storage/memory-stage.ts'
import { AccessLease, accessLeaseMs } from './access-lease.ts'
import { Commits } from './commits.ts'
import { Heartbeats } from './heartbeats.ts'
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

async function stage(digests: Digests = noDigests) {
  const { log, model } = memoryStage()
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
  const time = { ms: 0 }
  const lease = new AccessLease([() => time.ms])
  lease.renew(lease.moment())
  const parts = {
    log,
    commits: new Commits(log, clock, setImmediate),
    heartbeats: new Heartbeats(clock),
    snapshotter,
    digests,
    cluster: soleNode,
    lease,
    clock,
    logger,
    metrics: createMetrics(),
  }
  const room = await Room.open('doc', parts, failed)
  if (!room) throw new Error('the room opens')
  const join = async (userId: string) => {
    const connection = new FakeConnection()
    const replica = await log.issueReplica({ documentId: 'doc', userId, sessionId: 'session' })
    const person = { id: userId, name: userId, hue: 0 }
    const session = room.join(connection, person, signInOf(userId), new Set([replica]))
    session.role = 'editor'
    const type = (text: string) =>
      room.push(
        session,
        typed(replica, text).map(({ payload }) => ({ change: decodeChange(payload), payload })),
      )
    return { connection, session, replica, type }
  }
  return { log, model, room, lease, time, clock, join, failures }
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
  expect(rowsOf(bob.connection)).toEqual(['change', 'typed', 'typed'])
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
  const elsewhere = await log.issueReplica({ documentId: 'doc', userId: 'bob', sessionId: 'elsewhere' })
  const entries = typed(elsewhere, 'zz').map((entry) => ({ ...entry, user: 'bob', signIn: signInOf('bob') }))
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
  const { log, model, room, join } = await stage()
  const bob = await join('bob')
  room.start(bob.session, 0)
  model.people.changeRole({ userId: 'alice' }, 'doc', 'bob', 'viewer')
  bob.type('abc')
  await room.idle()
  expect(bob.connection.errors).toMatchObject([{ code: 'forbidden', rseq: 1 }])
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
  const { room, join } = await stage()
  const bob = await join('bob')
  room.accessChanged({ revision: 1, title: 'Untitled', trashed: false, roles: new Map([['alice', 'owner']]) })
  expect(bob.connection.closed).toBe(true)
  expect(room.size).toBe(0)
})

/** Alice and Bob in a room, both live. */
async function together() {
  const here = await stage()
  const [alice, bob] = [await here.join('alice'), await here.join('bob')]
  for (const { session, connection } of [alice, bob]) {
    session.role = 'editor'
    session.title = 'Untitled'
    here.room.start(session, 0)
    connection.received.length = 0
  }
  await turn()
  return { ...here, alice, bob }
}

const everybody = { alice: 'editor', bob: 'editor' } as const
const accessOf = (
  roles: Partial<Record<'alice' | 'bob', Role>>,
  about: { title?: string; trashed?: boolean } = {},
) => ({
  revision: 7,
  title: 'Untitled',
  trashed: false,
  ...about,
  roles: new Map(Object.entries(roles)),
})

test.each([
  ['nothing', accessOf(everybody), []],
  ['a lower role', accessOf({ ...everybody, bob: 'viewer' }), [{ kind: 'role', role: 'viewer' }]],
  ['removed', accessOf({ alice: 'editor' }), [{ kind: 'error', code: 'not_found' }]],
  ['another title', accessOf(everybody, { title: 'New' }), [{ kind: 'document', title: 'New' }]],
  ['the trash', accessOf(everybody, { trashed: true }), [{ kind: 'error', code: 'document_trashed' }]],
  ['gone', null, [{ kind: 'error', code: 'not_found' }]],
])('M11 what a session is told when its access changes: %s', async (_, access, told) => {
  const { room, bob } = await together()
  room.accessChanged(access)
  expect(bob.connection.received).toMatchObject(told)
  expect(bob.connection.received).toHaveLength(told.length)
  expect(room.revision).toBe(access ? 7 : -1)
})

test('A4 an answer that comes too late cuts people and tells them nothing else: the next look finds it again', async () => {
  const { room, alice, bob, time, lease } = await together()
  const answer = accessOf({ bob: 'viewer' })
  time.ms += accessLeaseMs
  room.accessChanged(answer)
  expect([alice.connection.closed, bob.connection.received, room.revision]).toEqual([true, [], -1])
  lease.renew(lease.moment())
  room.accessChanged(answer)
  expect(bob.connection.received).toMatchObject([{ kind: 'role', role: 'viewer' }])
  expect(room.revision).toBe(7)
})

test('M12 a sign-in that ended ends its sessions and no others', async () => {
  const { room, alice, bob } = await together()
  room.signInEnded(bob.session.signInId, 'account_disabled')
  expect(bob.connection.received).toMatchObject([{ kind: 'error', code: 'account_disabled' }])
  expect(bob.connection.closed).toBe(true)
  expect(alice.connection.closed).toBe(false)
})

test('M13 without a lease nothing of others is sent: no row, no caret; with a new one all of it, to those who are left', async () => {
  const { room, clock, lease, time, alice, bob } = await together()
  const { connection } = bob
  clock.turn(1_000)
  connection.received.length = 0
  time.ms = accessLeaseMs
  alice.type('abc')
  room.move(alice.session, { activity: 'idle', selections: [], company: null })
  for (let count = 0; count < 20; count++) {
    await turn()
    clock.turn(1_000)
  }
  expect(connection.received).toEqual([])
  lease.renew(lease.moment())
  await room.idle()
  clock.turn(1_000)
  expect(connection.seqs).toEqual([1, 2, 3])
  expect(connection.received.map(({ kind }) => kind)).toContain('presence')
})

test('M14 who was cut while the lease was out gets nothing when it is renewed', async () => {
  const { room, lease, time, alice, bob } = await together()
  time.ms = accessLeaseMs
  alice.type('abc')
  await turn()
  room.accessChanged(accessOf({ alice: 'editor' }))
  lease.renew(lease.moment())
  await room.idle()
  expect(bob.connection.seqs).toEqual([])
  expect(alice.connection.seqs).toEqual([1, 2, 3])
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

test('A09 what the log shows comes with a later heartbeat, at a row that an earlier one named, within 30 s', async () => {
  const asked: number[] = []
  const { room, clock, join } = await stage({
    at: async (_, seq) => {
      asked.push(seq)
      return `shown at ${seq}`
    },
  })
  const alice = await join('alice')
  room.start(alice.session, 0)
  alice.type('abc')
  await room.idle()
  const beats = async (count: number) => {
    const before = alice.connection.received.length
    for (let beat = 0; beat < count; beat++) {
      clock.turn(5_000)
      await turn()
    }
    return alice.connection.received.slice(before).filter((message) => message.kind === 'heartbeat')
  }
  expect(await beats(3)).toEqual([
    { kind: 'heartbeat', head: 3, check: null },
    { kind: 'heartbeat', head: 3, check: null },
    { kind: 'heartbeat', head: 3, check: { seq: 3, digest: 'shown at 3' } },
  ])
  // Nothing is worked out again for a document in which nothing happens.
  await beats(5)
  expect(asked).toEqual([3])
  const bob = await join('bob')
  bob.type('d')
  await room.idle()
  expect(await beats(3)).toContainEqual({ kind: 'heartbeat', head: 4, check: { seq: 4, digest: 'shown at 4' } })
  room.close()
})

test('M9 catching up while a commit comes back: every row once, in order', async () => {
  const { log, room, join } = await stage()
  const alice = await join('alice')
  room.start(alice.session, 0)
  await turn()
  const elsewhere = await log.issueReplica({ documentId: 'doc', userId: 'bob', sessionId: 'elsewhere' })
  await log.append(
    'doc',
    typed(elsewhere, 'zz').map((entry) => ({ ...entry, user: 'bob', signIn: signInOf('bob') })),
  )
  const caughtUp = room.catchUp()
  alice.type('abc')
  await Promise.all([caughtUp, room.idle(), room.catchUp()])
  expect(alice.connection.seqs).toEqual([1, 2, 3, 4, 5])
  expect(room.head).toBe(5)
})

test('M15 who is fed while another process has written more than the room knows gets every row once', async () => {
  const { log, room, join } = await stage()
  const alice = await join('alice')
  room.start(alice.session, 0)
  alice.type('ab')
  await room.idle()
  const elsewhere = await log.issueReplica({ documentId: 'doc', userId: 'bob', sessionId: 'elsewhere' })
  const entries = typed(elsewhere, 'zz').map((entry) => ({ ...entry, user: 'bob', signIn: signInOf('bob') }))
  await log.append('doc', entries)
  const bob = await join('bob')
  room.start(bob.session, 0)
  await turn()
  await room.catchUp()
  expect(bob.connection.seqs).toEqual([1, 2, 3, 4])
})

test('M30 what is left out of rows is known to every session, whenever it came and however slow it was', async () => {
  const { log, room, join } = await stage()
  const alice = await join('alice')
  const bob = await join('bob')
  room.start(alice.session, 0)
  room.start(bob.session, 0)
  await turn()
  alice.type('abc')
  await room.idle()
  const carol = await join('bob')
  room.start(carol.session, 3)
  await turn()
  bob.type('xy')
  await room.idle()
  alice.connection.congested = true
  bob.type('xyz')
  await room.idle()
  alice.connection.drain()
  await turn()
  bob.type('xyz1')
  alice.type('abcd')
  await room.idle()
  const rows = await log.read('doc', 0, { rows: 100, bytes: 10_000 })
  for (const { connection, session } of [alice, bob, carol]) {
    const reader = new EchoReader()
    const read = connection.received.flatMap((message) => {
      if (message.kind !== 'echo') return []
      const { firstSeq, rows: some } = reader.read(message)
      return some.map((row, at) => ({ row, seq: firstSeq + at }))
    })
    expect(read.at(-1)?.seq).toBe(8)
    for (const { row, seq } of read) {
      const stored = rows[seq - 1]
      if (row.kind === 'own') expect(session.replicas.has(row.replica)).toBe(true)
      else expect(new Uint8Array(row.payload)).toEqual(new Uint8Array(stored?.payload ?? []))
    }
  }
})

test('M31 what was committed is told as soon as the log can be read again, and is no mistake of the room', async () => {
  const { log, room, clock, join, failures } = await stage()
  const alice = await join('alice')
  const bob = await join('bob')
  room.start(alice.session, 0)
  await turn()
  // A row of another node comes first, so that the room has to read.
  const [other] = typed(bob.replica, 'x')
  await log.append('doc', other ? [{ ...other, user: 'bob', signIn: signInOf('bob') }] : [])
  const read = log.read.bind(log)
  log.read = async () => {
    throw new Error('the database is away')
  }
  alice.type('y')
  await turn()
  clock.turn(1_000)
  await turn()
  expect(alice.connection.seqs).toEqual([])
  log.read = read
  clock.turn(1_000)
  await room.idle()
  expect(alice.connection.seqs).toEqual([1, 2])
  expect(failures).toEqual([])
})

test('M32 a room that is closed does not go on asking', async () => {
  const { log, room, clock, join } = await stage()
  const alice = await join('alice')
  const bob = await join('bob')
  room.start(alice.session, 0)
  await turn()
  const [other] = typed(bob.replica, 'x')
  await log.append('doc', other ? [{ ...other, user: 'bob', signIn: signInOf('bob') }] : [])
  log.read = async () => {
    throw new Error('the database is away')
  }
  alice.type('y')
  await turn()
  room.leave(alice.session)
  room.close()
  clock.turn(1_000)
  await room.idle()
  expect(clock.waiting).toBe(0)
})
