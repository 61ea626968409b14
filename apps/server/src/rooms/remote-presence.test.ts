import { decodeDownstream, limits, type PresencePeer, type PresenceUpdate } from '@tandem/protocol'
import { FakeClock } from '@tandem/protocol/testing'
import { expect, test } from 'vitest'
import { RoomPresence } from './presence.ts'

function stage() {
  const clock = new FakeClock()
  const broadcast: PresenceUpdate[] = []
  const told: { peers: string[]; left: readonly number[] }[] = []
  const presence = new RoomPresence(clock, {
    broadcast(frame) {
      const message = decodeDownstream(frame)
      if (message.kind === 'presence') broadcast.push(message)
    },
    told: (peers, left) => told.push({ peers: peers.map(({ person }) => person.name), left }),
  })
  const tell = () => clock.turn(limits.presenceIntervalMs)
  return { presence, broadcast, told, tell }
}

const remote = (key: number, name: string): PresencePeer => ({
  key,
  person: { id: name, name, hue: 0 },
  role: 'editor',
  activity: 'active',
  selections: [],
  company: null,
})

test('P1 people here are told of sessions on other nodes; other nodes only of sessions here', () => {
  const { presence, broadcast, told, tell } = stage()
  presence.join(1, { id: 'alice', name: 'alice', hue: 0 }, 'owner')
  presence.show(remote(2, 'bob'))
  tell()
  expect(broadcast.flatMap(({ peers }) => peers.map(({ person }) => person.name))).toEqual(['alice', 'bob'])
  expect(told).toEqual([{ peers: ['alice'], left: [] }])
  expect(presence.peers().map(({ key }) => key)).toEqual([1, 2])
  expect(presence.ownPeers().map(({ key }) => key)).toEqual([1])
})

test('P2 a session that left is told where it was', () => {
  const { presence, broadcast, told, tell } = stage()
  presence.join(1, { id: 'alice', name: 'alice', hue: 0 }, 'owner')
  presence.show(remote(2, 'bob'))
  tell()
  presence.leave(2)
  tell()
  presence.leave(1)
  tell()
  expect(broadcast.flatMap(({ left }) => left)).toEqual([2, 1])
  expect(told.flatMap(({ left }) => left)).toEqual([1])
})

test('P3 more sessions than a message holds are told in several', () => {
  const { presence, broadcast, tell } = stage()
  const most = limits.maxSessionsPerDocument
  for (let key = 0; key < most; key++) presence.join(key, { id: 'a', name: 'a', hue: 0 }, 'editor')
  for (let key = most; key < 2 * most; key++) presence.show(remote(key, 'b'))
  tell()
  expect(new Set(broadcast.flatMap(({ peers }) => peers.map(({ key }) => key))).size).toBe(2 * most)
  expect(presence.peers().length).toBe(most)
})
