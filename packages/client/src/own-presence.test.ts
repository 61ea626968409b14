import { decodeAnchor, TandemDoc } from '@tandem/crdt'
import type { PresenceMessage } from '@tandem/protocol'
import { FakeClock } from '@tandem/protocol/testing'
import { expect, test } from 'vitest'
import { OwnPresence } from './own-presence.ts'

/** Alice's presence in "0123456789", Bob's replica of it, and what Alice tells. */
function stage() {
  const clock = new FakeClock()
  const told: PresenceMessage[] = []
  const alice = new TandemDoc()
  alice.become(1)
  const bob = new TandemDoc()
  bob.become(2)
  bob.apply([alice.edit([{ from: 0, to: 0, insert: '0123456789' }])])
  const presence = new OwnPresence(
    clock,
    (send) => void clock.after(0, send),
    (message) => told.push(message),
  )
  presence.open(alice)
  presence.restart()
  clock.turn(0)
  const places = () =>
    told
      .at(-1)
      ?.selections.map(({ anchor, head }) => [bob.positionOf(decodeAnchor(anchor)), bob.positionOf(decodeAnchor(head))])
  return { clock, told, alice, bob, presence, places }
}

test('W1 a place is the one that was seen, also when others write before it is sent', () => {
  const { clock, alice, bob, presence, places } = stage()
  presence.select([
    { anchor: 4, head: 4 },
    { anchor: 8, head: 6 },
  ])
  alice.apply([bob.edit([{ from: 0, to: 0, insert: 'xyz' }])])
  clock.turn(1000)
  expect(places()).toEqual([
    [7, 7],
    [11, 9],
  ])
})

test('W2 a burst is told once, with the last place; a place outside the text is at its end', () => {
  const { clock, told, presence, places } = stage()
  const before = told.length
  for (let at = 0; at < 20; at++) presence.select([{ anchor: 0, head: at }])
  clock.turn(1000)
  expect(told.length - before).toBe(1)
  expect(places()).toEqual([[0, 10]])
})

test('W2 after what others wrote it is told only where I am elsewhere', () => {
  const { clock, told, alice, bob, presence, places } = stage()
  presence.select([{ anchor: 4, head: 4 }])
  clock.turn(1000)
  const before = told.length
  alice.apply([bob.edit([{ from: 4, to: 4, insert: 'xyz' }])])
  presence.select([{ anchor: 4, head: 4 }], 'others')
  clock.turn(1000)
  expect(told.length).toBe(before)
  presence.select([{ anchor: 7, head: 7 }], 'others')
  clock.turn(1000)
  expect(told.length).toBe(before + 1)
  expect(places()).toEqual([[7, 7]])
  // By my own doing also where nothing has moved: others see that I type.
  presence.select([{ anchor: 7, head: 7 }])
  clock.turn(1000)
  expect(told.length).toBe(before + 2)
})

test('W3 nothing is told without a connection; a new one is told where I am', () => {
  const { clock, told, presence, places } = stage()
  presence.pause()
  const before = told.length
  presence.select([{ anchor: 3, head: 3 }])
  clock.turn(1000)
  expect(told.length).toBe(before)
  expect(clock.waiting).toBe(0)
  presence.restart()
  clock.turn(1000)
  expect(places()).toEqual([[3, 3]])
})

test('W2 a device whose clock is put back tells as often as before', () => {
  const pauses: number[] = []
  let now = 1_000_000
  const callbacks: (() => void)[] = []
  const clock = {
    now: () => now,
    after(ms: number, callback: () => void) {
      pauses.push(ms)
      callbacks.push(callback)
      return () => {}
    },
  }
  const presence = new OwnPresence(
    clock,
    (send) => void clock.after(0, send),
    () => {},
  )
  presence.restart()
  callbacks.pop()?.()
  now = 0
  presence.setActivity('idle')
  expect(pauses).toEqual([0, 50])
})

test('W4 company is told when there is something to tell, and its middle sticks to the text', () => {
  const { clock, told, alice, bob, presence } = stage()
  const company = () => told.at(-1)?.company
  expect(company()).toBe(null)
  presence.keepCompany({ viewport: 4, following: 'bob' })
  alice.apply([bob.edit([{ from: 0, to: 0, insert: 'xyz' }])])
  presence.keepCompany({ leads: 'everybody' })
  clock.turn(1000)
  expect(company()).toMatchObject({ following: 'bob', leads: 'everybody', calls: 0 })
  const viewport = company()?.viewport
  expect(viewport && bob.positionOf(decodeAnchor(viewport))).toBe(7)
  presence.keepCompany({ leads: 'nobody' })
  clock.turn(1000)
  expect(company()?.viewport).toBe(null)
  presence.call()
  presence.call()
  clock.turn(1000)
  expect(company()?.calls).toBe(2)
  presence.keepCompany({ viewport: null, following: null, leads: 'anybody' })
  clock.turn(1000)
  expect(company()).toMatchObject({ viewport: null, calls: 2 })
})

test('W5 A47 whoever hides shows no caret until they show again, wherever it went meanwhile', () => {
  const { clock, presence, places } = stage()
  presence.select([{ anchor: 3, head: 3 }])
  presence.keepCompany({ hidden: true })
  clock.turn(1000)
  expect(places()).toEqual([])
  presence.select([{ anchor: 5, head: 5 }])
  clock.turn(1000)
  expect(places()).toEqual([])
  presence.keepCompany({ hidden: false })
  clock.turn(1000)
  expect(places()).toEqual([[5, 5]])
})
