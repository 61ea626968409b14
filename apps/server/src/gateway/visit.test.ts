import { limits } from '@tandem/protocol'
import { expect, test } from 'vitest'
import { defaultLimits } from '../limits/server-limits.ts'
import { fakeConnection } from './testing/fake-connection.ts'
import { Visit } from './visit.ts'

/** Somebody who came in; the first frame that they send is their hello. */
function visit() {
  const { connection, clock } = fakeConnection(defaultLimits)
  const ends: string[] = []
  let greeted = false
  const handling = {
    get greeted() {
      return greeted
    },
    receive() {
      greeted = true
    },
    disconnected: () => ends.push('disconnected'),
  }
  const wire = { end: (how: string) => ends.push(how) }
  const one = new Visit(connection, handling, wire, clock, () => ends.push('over'))
  return { visit: one, clock, connection, ends }
}

test('who says no hello in time is sent away', () => {
  const { clock, ends } = visit()
  clock.turn(limits.helloDeadlineMs - 1)
  expect(ends).toEqual([])
  clock.turn(1)
  expect(ends).toEqual(['after-all'])
})

test('whoever has said it stays, and leaves no timer behind', () => {
  const { visit: here, clock, ends } = visit()
  here.receive(new Uint8Array([1]))
  expect(clock.waiting).toBe(0)
  clock.turn(limits.helloDeadlineMs)
  expect(ends).toEqual([])
})

test('whoever goes before leaves none either', () => {
  const { visit: here, clock, connection, ends } = visit()
  here.gone()
  expect(clock.waiting).toBe(0)
  expect(ends).toEqual(['over', 'disconnected'])
  expect(connection.closed).toBe(true)
})
