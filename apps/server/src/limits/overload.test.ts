import { FakeClock } from '@tandem/protocol/testing'
import { expect, test } from 'vitest'
import { Overload } from './overload.ts'
import { defaultLimits } from './server-limits.ts'

test('more and more is refused, and taken again as soon as there is time for it', () => {
  const delays = [0, 201, 501, 300, 20]
  const clock = new FakeClock()
  const overload = new Overload(defaultLimits, clock, { sample: () => delays.shift() ?? 0, close() {} })
  const seen = [...delays].map(() => {
    clock.turn(1_000)
    return [overload.delayMs, overload.refusesJoins, overload.refusesPushes]
  })
  expect(seen).toEqual([
    [0, false, false],
    [201, true, false],
    [501, true, true],
    [300, true, false],
    [20, false, false],
  ])
})

test('nothing is measured after the end', () => {
  const clock = new FakeClock()
  const closed: string[] = []
  new Overload(defaultLimits, clock, { sample: () => 0, close: () => closed.push('closed') }).close()
  expect(clock.waiting).toBe(0)
  expect(closed).toEqual(['closed'])
})
