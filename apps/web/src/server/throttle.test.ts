import { expect, it } from 'vitest'
import { Throttle } from './throttle.ts'

it('admits a burst, then as fast as it refills', () => {
  const throttle = new Throttle({ burst: 3, perMs: 3_000 })
  expect([0, 0, 0, 0].map((now) => throttle.admit('a', now))).toEqual([true, true, true, false])
  expect(throttle.admit('a', 999)).toBe(false)
  expect(throttle.admit('a', 1_000)).toBe(true)
  expect(throttle.admit('a', 1_001)).toBe(false)
})

it('keys do not share', () => {
  const throttle = new Throttle({ burst: 1, perMs: 1_000 })
  expect(throttle.admit('a', 0)).toBe(true)
  expect(throttle.admit('b', 0)).toBe(true)
  expect(throttle.admit('a', 0)).toBe(false)
})

it('a pause never fills more than the burst', () => {
  const throttle = new Throttle({ burst: 2, perMs: 1_000 })
  throttle.admit('a', 0)
  expect([1, 1, 1].map(() => throttle.admit('a', 1_000_000))).toEqual([true, true, false])
})

it('forgets the key that was used longest ago when there are too many', () => {
  const throttle = new Throttle({ burst: 1, perMs: 1_000_000, maxKeys: 2 })
  throttle.admit('a', 0)
  throttle.admit('b', 0)
  throttle.admit('a', 0)
  throttle.admit('c', 0)
  expect(throttle.admit('a', 0)).toBe(false)
  expect(throttle.admit('b', 0)).toBe(true)
})
