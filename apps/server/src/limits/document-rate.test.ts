import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { DocumentRate } from './document-rate.ts'

beforeEach(() => vi.useFakeTimers({ toFake: ['performance'] }))
afterEach(() => vi.useRealTimers())

/** Changes that are taken of somebody who tries, one by one, as many as there are. */
function taken(rate: DocumentRate, userId: string): number {
  let count = 0
  while (rate.admits(userId, 1)) count++
  return count
}

test('a lone writer has all of the rate', () => {
  const rate = new DocumentRate(2_000)
  taken(rate, 'alice')
  vi.advanceTimersByTime(100)
  expect(taken(rate, 'alice')).toBe(200)
})

test('C16 somebody who writes without end leaves the others their share', () => {
  const rate = new DocumentRate(2_000)
  for (const user of ['mallory', 'alice', 'bob', 'carol']) taken(rate, user)
  vi.advanceTimersByTime(100)
  // Half is anybody's, and Mallory is the first; of the other half each has a quarter.
  expect(taken(rate, 'mallory')).toBe(125)
  expect(['alice', 'bob', 'carol'].map((user) => taken(rate, user))).toEqual([25, 25, 25])
})

test('the share of who leaves goes to the others', () => {
  const rate = new DocumentRate(2_000)
  for (const user of ['alice', 'bob']) taken(rate, user)
  rate.leave('bob')
  vi.advanceTimersByTime(100)
  expect(taken(rate, 'alice')).toBe(200)
})

test('a push is taken whole or not at all, and one of the largest always fits', () => {
  const rate = new DocumentRate(10)
  expect(rate.admits('alice', 512)).toBe(true)
  expect(rate.admits('alice', 512)).toBe(true)
  expect(rate.admits('alice', 512)).toBe(false)
  vi.advanceTimersByTime(60_000)
  expect(rate.admits('alice', 300)).toBe(true)
})
