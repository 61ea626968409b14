import { decodeDownstream, limits, type PresenceMessage } from '@tandem/protocol'
import { FakeClock } from '@tandem/protocol/testing'
import { expect, test } from 'vitest'
import { RoomPresence } from './presence.ts'

const alice = { id: 'alice', name: 'Alice', hue: 1 }
const place = (activity: PresenceMessage['activity']): PresenceMessage => ({ activity, selections: [], company: null })

function presence() {
  const clock = new FakeClock()
  const told: unknown[] = []
  const room = new RoomPresence(clock, { broadcast: (frame) => told.push(decodeDownstream(frame)), told() {} })
  return { clock, told, room }
}

test('W1 a burst of moves is told once, with the last place', () => {
  const { clock, told, room } = presence()
  room.join(1, alice, 'owner')
  clock.turn(0)
  for (let count = 0; count < 100; count++) room.move(1, place(count % 2 ? 'idle' : 'active'))
  clock.turn(limits.presenceIntervalMs - 1)
  expect(told).toHaveLength(1)
  clock.turn(1)
  expect(told).toHaveLength(2)
  expect(told[1]).toMatchObject({ peers: [], moved: [{ key: 1, activity: 'idle' }], left: [] })
})

test('W2 who comes and goes between two tellings is told as gone', () => {
  const { clock, told, room } = presence()
  room.join(1, alice, 'owner')
  room.leave(1)
  clock.turn(0)
  expect(told).toMatchObject([{ peers: [], moved: [], left: [1] }])
  expect(room.peers()).toEqual([])
})

test('W3 nothing is told when nothing happens, nor after the end', () => {
  const { clock, told, room } = presence()
  room.join(1, alice, 'owner')
  room.close()
  clock.turn(60_000)
  expect(told).toEqual([])
  expect(clock.waiting).toBe(0)
})

test('W4 more people than a message holds may come and go between two tellings', () => {
  const { clock, told, room } = presence()
  const count = 2 * limits.maxSessionsPerDocument + 1
  for (let key = 1; key <= count; key++) {
    room.join(key, alice, 'owner')
    room.leave(key)
  }
  clock.turn(0)
  const left = told.flatMap((message) => (message as { readonly left: number[] }).left)
  expect(left).toEqual(Array.from({ length: count }, (_, at) => at + 1))
})

test('W5 in a crowd it is told four times a second instead of ten', () => {
  const clock = new FakeClock()
  const toldAt: number[] = []
  const room = new RoomPresence(clock, { broadcast: () => toldAt.push(clock.now()), told() {} })
  const pauses = () => {
    toldAt.length = 0
    for (let at = 0; at < 2_000; at += 10) {
      room.move(1, place('idle'))
      clock.turn(10)
    }
    return new Set(toldAt.slice(1).map((time, at) => time - (toldAt[at] ?? 0)))
  }
  for (let key = 1; key <= limits.presenceCrowd; key++) room.join(key, alice, 'owner')
  expect(pauses()).toEqual(new Set([100]))
  room.join(limits.presenceCrowd + 1, alice, 'owner')
  clock.turn(1_000)
  expect(pauses()).toEqual(new Set([250]))
})

test('M8 only an owner holds a lecture, and only while they are one', () => {
  const { clock, told, room } = presence()
  const lecture = { viewport: null, following: 'bob', leads: 'everybody', calls: 1 } as const
  const companyOf = (key: number) => room.peers().find((peer) => peer.key === key)?.company
  room.join(1, alice, 'owner')
  room.join(2, { id: 'bob', name: 'Bob', hue: 2 }, 'editor')
  for (const key of [1, 2]) room.move(key, { ...place('active'), company: lecture })
  expect(companyOf(1)).toEqual(lecture)
  expect(companyOf(2)).toEqual({ ...lecture, leads: 'anybody' })
  room.changeRole(1, 'editor')
  expect(companyOf(1)).toEqual({ ...lecture, leads: 'anybody' })
  clock.turn(limits.presenceIntervalMs)
  expect(JSON.stringify(told)).not.toContain('everybody')
})
