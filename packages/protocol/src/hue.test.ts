import { expect, test } from 'vitest'
import { hueCount, hueOf } from './hue.ts'

test('H1 the same person has the same hue, on every device and after every release', () => {
  expect(['alice', 'bob', '', '🦦'].map(hueOf)).toEqual([13, 10, 9, 6])
})

test('H2 hues are spread evenly', () => {
  const counts = new Array<number>(hueCount).fill(0)
  for (let user = 0; user < 24_000; user++) counts[hueOf(`user-${user}`)] = (counts[hueOf(`user-${user}`)] ?? 0) + 1
  // 1,000 each on average, with a standard deviation of 31.
  expect(Math.min(...counts)).toBeGreaterThan(850)
  expect(Math.max(...counts)).toBeLessThan(1150)
})
