import { expect, test } from 'vitest'
import { assignHues } from './assign-hues.ts'

const hues = (...arrivals: [string, number][]) =>
  Object.fromEntries(assignHues(arrivals.map(([userId, hue]) => ({ userId, hue }))))

test.each<[string, [string, number][], Record<string, number>]>([
  [
    'nobody collides',
    [
      ['alice', 3],
      ['bob', 9],
    ],
    { alice: 3, bob: 9 },
  ],
  [
    'A45 the later one moves',
    [
      ['alice', 3],
      ['bob', 3],
    ],
    { alice: 3, bob: 6 },
  ],
  [
    'A45 so does one whose hue could be taken for that of somebody else',
    [
      ['alice', 3],
      ['bob', 4],
    ],
    { alice: 3, bob: 6 },
  ],
  [
    'to the nearest that is clear of all',
    [
      ['alice', 3],
      ['bob', 6],
      ['carol', 3],
    ],
    { alice: 3, bob: 6, carol: 0 },
  ],
  [
    'around the circle',
    [
      ['alice', 23],
      ['bob', 23],
      ['carol', 0],
    ],
    { alice: 23, bob: 2, carol: 20 },
  ],
  [
    'one person, two devices',
    [
      ['alice', 3],
      ['bob', 9],
      ['alice', 3],
    ],
    { alice: 3, bob: 9 },
  ],
])('%s', (_name, arrivals, expected) => {
  expect(hues(...arrivals)).toEqual(expected)
})

test('everybody up to 24 people gets a hue of their own, and more do no harm', () => {
  const crowd = Array.from({ length: 30 }, (_, at) => ({ userId: `user ${at}`, hue: 5 }))
  const assigned = assignHues(crowd)
  expect(new Set([...assigned.values()].slice(0, 24)).size).toBe(24)
  expect(assigned.size).toBe(30)
})
