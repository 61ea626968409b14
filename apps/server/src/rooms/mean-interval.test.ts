import { expect, test } from 'vitest'
import { MeanInterval } from './mean-interval.ts'

/** The average after `times` times, `everyMs` apart. */
function after(everyMs: number, times: number): { mean: MeanInterval; now: number } {
  const mean = new MeanInterval()
  let now = 1_000_000
  for (let i = 0; i < times; i++) {
    now += everyMs
    mean.happened(now)
  }
  return { mean, now }
}

test('what never happened, or once, is not often', () => {
  expect(new MeanInterval().ms).toBe(Number.POSITIVE_INFINITY)
  expect(after(5, 1).mean.ms).toBe(1_000)
})

test('it is the interval of what happens evenly', () => {
  expect(after(5, 1_000).mean.ms).toBeCloseTo(5, 9)
  expect(after(800, 1_000).mean.ms).toBeCloseTo(800, 9)
})

test('two at once are not often', () => {
  expect(after(0, 2).mean.ms).toBeCloseTo(950, 9)
})

test('it follows a rate that changes: most of the way in forty times', () => {
  const { mean, now } = after(10, 1_000)
  for (let i = 1; i <= 40; i++) mean.happened(now + i)
  expect(mean.ms).toBeGreaterThan(1)
  expect(mean.ms).toBeLessThan(3)
})

test('a silence ends what was before', () => {
  const { mean, now } = after(1, 100)
  mean.happened(now + 1_001)
  expect(mean.ms).toBe(1_000)
  mean.happened(now + 1_006)
  expect(mean.ms).toBeCloseTo(1_000 + 0.05 * (5 - 1_000), 9)
})

test('a clock that is put back counts as no time', () => {
  const { mean, now } = after(10, 1_000)
  mean.happened(now - 5_000)
  expect(mean.ms).toBeCloseTo(9.5, 9)
  mean.happened(now - 4_990)
  expect(mean.ms).toBeCloseTo(9.525, 9)
})
