import { expect, test } from 'vitest'
import { headPollMs } from '../cluster/cluster-limits.ts'
import type { DocumentLog } from '../storage/document-log.ts'
import { type FakeConnection, roomStage, turn } from './testing/room-stage.ts'

/** What is appended from now on is committed, and nobody hears so, until what is returned is called. */
function loseReplies(log: DocumentLog): () => void {
  const append = log.append.bind(log)
  log.append = async (documentId, entries) => {
    await append(documentId, entries)
    throw new Error('the reply was lost')
  }
  return () => {
    log.append = append
  }
}

test('M1 rows go to everybody after the commit, to their author without content', async () => {
  const { room, join } = await roomStage()
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

test('M5 a refused change is told once, with the first one that was refused', async () => {
  const { log, model, room, join } = await roomStage()
  const bob = await join('bob')
  room.start(bob.session, 0)
  model.people.changeRole({ userId: 'alice' }, 'doc', 'bob', 'viewer')
  bob.type('abc')
  await room.idle()
  expect(bob.connection.errors).toMatchObject([{ code: 'forbidden', rseq: 1 }])
  expect(await log.head('doc')).toBe(0)
})

test('M6 when the log fails, everybody who waits is asked for patience, and what was committed all the same is shown once, also when it is sent again', async () => {
  const { log, room, join } = await roomStage()
  const alice = await join('alice')
  room.start(alice.session, 0)
  await turn()
  const goOn = loseReplies(log)
  alice.type('ab')
  await room.idle()
  expect(alice.connection.errors).toMatchObject([{ code: 'busy', rseq: 1 }])
  goOn()
  alice.type('ab')
  await room.idle()
  expect(alice.connection.seqs).toEqual([1, 2])
  expect(await log.head('doc')).toBe(2)
})

test('M6 what was committed without an answer is told to the others, also when its author does not come back', async () => {
  const { log, room, clock, join } = await roomStage()
  const alice = await join('alice')
  const bob = await join('bob')
  room.start(bob.session, 0)
  await turn()
  loseReplies(log)
  alice.type('ab')
  room.leave(alice.session)
  await room.idle()
  clock.turn(headPollMs)
  await turn()
  expect(bob.connection.seqs).toEqual([1, 2])
})
