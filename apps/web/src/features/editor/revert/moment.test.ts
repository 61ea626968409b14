import { expect, test } from 'vitest'
import { beginOf, type Moment, secondsSince } from './moment.ts'

test.each([
  ['minutes', new Date(2026, 3, 5, 0, 1)],
  ['hour', new Date(2026, 3, 4, 23, 11)],
  ['today', new Date(2026, 3, 5)],
  ['opened', new Date(2026, 3, 1, 8)],
  ['ever', null],
] satisfies [Moment, Date | null][])('A26 %s after midnight begins at %s', (moment, begin) => {
  expect(beginOf(moment, new Date(2026, 3, 5, 0, 11), new Date(2026, 3, 1, 8))).toEqual(begin)
})

test.each([
  [90_000, 90],
  [90_001, 91],
  [0, 1],
  [-5_000, 1],
])('A26 %d ms ago are %d seconds', (elapsed, seconds) => {
  const now = new Date(2026, 3, 5)
  expect(secondsSince(new Date(now.getTime() - elapsed), now)).toBe(seconds)
})
