import { expect, test } from 'vitest'
import { roomStage, turn } from './testing/room-stage.ts'

test('M8 the heartbeat tells live sessions how far the log is, and stops with the room', async () => {
  const { room, clock, join } = await roomStage()
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
  const { room, clock, join } = await roomStage({
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
