import { expect, test } from 'vitest'
import { roomStage, turn } from '../rooms/testing/room-stage.ts'
import { signInOf, typed } from '../storage/document-log-contract.ts'
import { headPollMs } from './cluster-limits.ts'

test('S1 what a process before this one wrote is shown, also when its commit comes after the room was opened and nobody writes', async () => {
  const { log, room, clock, join } = await roomStage()
  const alice = await join('alice')
  room.start(alice.session, 0)
  await turn()
  const { replica } = await join('bob')
  await log.append(
    'doc',
    typed(replica, 'zz').map((entry) => ({ ...entry, user: 'bob', signIn: signInOf('bob') })),
  )
  clock.turn(headPollMs)
  await turn()
  expect(alice.connection.seqs).toEqual([1, 2])
})

test('S2 a log that cannot be read is read when it can be', async () => {
  const { log, room, clock, join } = await roomStage()
  const alice = await join('alice')
  room.start(alice.session, 0)
  await turn()
  const { replica } = await join('bob')
  await log.append(
    'doc',
    typed(replica, 'z').map((entry) => ({ ...entry, user: 'bob', signIn: signInOf('bob') })),
  )
  const { read } = log
  log.read = async () => {
    throw new Error('the database is away')
  }
  clock.turn(headPollMs)
  await turn()
  expect(alice.connection.seqs).toEqual([])
  log.read = read
  clock.turn(headPollMs)
  await turn()
  expect(alice.connection.seqs).toEqual([1])
})
