import { expect, test } from 'vitest'
import { backoffMs, maxBackoffMs, minBackoffMs } from './backoff.ts'

test('B1 the pause is anything from half the shortest one up to a ceiling that doubles', () => {
  const almostOne = 1 - Number.EPSILON
  const ceilings = [1, 2, 3, 4, 5, 6, 7, 8].map((attempt) => backoffMs(attempt, almostOne))
  expect(ceilings).toEqual([200, 400, 800, 1600, 3200, 6400, 10_000, 10_000])
  for (const attempt of [1, 5, 50]) expect(backoffMs(attempt, 0)).toBe(minBackoffMs / 2)
})

test('B2 no number of attempts makes it longer than the longest', () => {
  for (const attempt of [100, 1_000, 10_000]) expect(backoffMs(attempt, 0.999)).toBeLessThanOrEqual(maxBackoffMs)
})
