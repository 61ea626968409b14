import { EchoReader } from '@tandem/protocol'
import { expect, test } from 'vitest'
import { signInOf, typed } from '../storage/document-log-contract.ts'
import { roomStage, turn } from './testing/room-stage.ts'

test('M2 a session that comes later is fed from the log, and gets every row once, also those of the meantime', async () => {
  const { room, join } = await roomStage()
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
  const { log, room, join } = await roomStage()
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
  const { room, join } = await roomStage()
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

test('M9 catching up while a commit comes back: every row once, in order', async () => {
  const { log, room, join } = await roomStage()
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
  const { log, room, join } = await roomStage()
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
  const { log, room, join } = await roomStage()
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
      if (row.kind === 'own') expect(session.replicas.includes(row.replica)).toBe(true)
      else expect(new Uint8Array(row.payload)).toEqual(new Uint8Array(stored?.payload ?? []))
    }
  }
})

test('M31 what was committed is told as soon as the log can be read again, and is no mistake of the room', async () => {
  const { log, room, clock, join, failures } = await roomStage()
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
  const { log, room, clock, cluster, join } = await roomStage()
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
  await cluster.close()
  expect(clock.waiting).toBe(0)
})
