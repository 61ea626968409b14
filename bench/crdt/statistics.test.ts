import { expect, test } from 'vitest'
import { growth, median, summarize } from './statistics.ts'

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
