import { expect, test } from 'vitest'
import { roomStage, turn } from '../rooms/testing/room-stage.ts'
import { signInOf, typed } from '../storage/document-log-contract.ts'
import { headPollMs } from './cluster-limits.ts'

/** A room with Alice in it, and in its log behind its head two rows of Bob, of which nobody told. */
async function untold() {
  const { log, room, clock, join } = await roomStage()
  const alice = await join('alice')
  room.start(alice.session, 0)
  await turn()
  const { replica } = await join('bob')
  await log.append(
    'doc',
    typed(replica, 'zz').map((entry) => ({ ...entry, user: 'bob', signIn: signInOf('bob') })),
  )
  const polled = async () => {
    clock.turn(headPollMs)
    await turn()
    return alice.connection.seqs
  }
  return { log, polled }
}

test('S1 what a process before this one wrote is shown, also when its commit comes after the room was opened and nobody writes', async () => {
  const { polled } = await untold()
  expect(await polled()).toEqual([1, 2])
})

test('S2 a log that cannot be read is read when it can be', async () => {
  const { log, polled } = await untold()
  const { read } = log
  log.read = async () => {
    throw new Error('the database is away')
  }
  expect(await polled()).toEqual([])
  log.read = read
  expect(await polled()).toEqual([1, 2])
})
