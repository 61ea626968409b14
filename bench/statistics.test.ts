import { expect, test } from 'vitest'
import { growth, median, percentile, summarize } from './statistics.ts'

test('the median is the middle, whatever the order', () => {
  expect(median([10, 9, 100])).toBe(10)
  expect(median([4, 1, 3, 2])).toBe(2.5)
  expect(median([])).toBeNaN()
  expect(summarize([3, 1, 20])).toEqual({ median: 3, min: 1, max: 20 })
})

test('growth is the exponent', () => {
  expect(growth({ size: 10, value: 3 }, { size: 100, value: 300 })).toBeCloseTo(2)
  expect(growth({ size: 10, value: 3 }, { size: 100, value: 30 })).toBeCloseTo(1)
})

test('a percentile is a value that occurs, with so many below it', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index)
  expect([0, 0.5, 0.95, 0.99, 1].map((p) => percentile(hundred, p))).toEqual([1, 51, 96, 100, 100])
  expect(percentile([7], 0.99)).toBe(7)
  expect(percentile([], 0.5)).toBeNaN()
})
