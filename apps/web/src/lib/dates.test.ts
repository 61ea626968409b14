import { expect, it } from 'vitest'
import { formatAgo } from './dates.ts'

const now = new Date(2026, 10, 21, 14, 30)

it.each([
  [new Date(2026, 10, 21, 14, 29, 30), 'just now'],
  [new Date(2026, 10, 21, 14, 31), 'just now'],
  [new Date(2026, 10, 21, 14, 29), '1 minute ago'],
  [new Date(2026, 10, 21, 13, 45), '45 minutes ago'],
  [new Date(2026, 10, 21, 9, 0), '5 hours ago'],
  [new Date(2026, 10, 20, 23, 0), 'yesterday'],
  [new Date(2026, 10, 17, 12, 0), '4 days ago'],
  [new Date(2026, 2, 4), 'Mar 4'],
  [new Date(2024, 2, 4), 'Mar 4, 2024'],
])('%s was %s', (at, expected) => {
  expect(formatAgo(at, now)).toBe(expected)
})
