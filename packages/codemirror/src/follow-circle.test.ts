import { expect, test } from 'vitest'
import { closesCircle, endsCircle } from './follow-circle.ts'

/** "a>b b>c": a follows b, b follows c. */
function followed(text: string): ReadonlyMap<string, string> {
  return new Map(text.split(' ').flatMap((pair) => (pair === '' ? [] : [[pair.charAt(0), pair.charAt(2)] as const])))
}

test.each([
  ['', 'b', false],
  ['b>c', 'b', false],
  ['b>a', 'b', true],
  ['b>c c>a', 'b', true],
  ['', 'a', true],
  // A circle of others is theirs to end.
  ['b>c c>b', 'b', false],
])('A50 with %j, a who follows %s closes a circle: %s', (others, leader, expected) => {
  expect(closesCircle('a', leader, followed(others))).toBe(expected)
})

test.each([
  ['a>b b>a', ''],
  ['a>b b>c c>a', ''],
  ['b>c c>d d>b a>b', 'a'],
])('A50 of the circle in %j exactly one ends it, and nobody outside (%s)', (text, outside) => {
  const all = followed(text)
  const ending = [...all].filter(([me, leader]) => endsCircle(me, leader, all)).map(([me]) => me)
  expect(ending).toHaveLength(1)
  expect(ending).not.toContain(outside)
})
