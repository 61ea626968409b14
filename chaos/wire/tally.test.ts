import { expect, test } from 'vitest'
import { Tally } from './tally.ts'

test('answers are counted by kind', () => {
  const tally = new Tally()
  tally.add('a', { frames: 2, answers: ['gap'] })
  tally.add('a', { frames: 1, answers: ['gap', 'taken'] })
  expect(tally.frames).toBe(3)
  expect(tally.answered('gap')).toBe(2)
  expect([tally.has('a'), tally.has('b')]).toEqual([true, false])
  expect(tally.print(['a']).split('\n')[1]).toMatch(/^a +2 +3 {2}gap 2, taken 1$/)
  expect(tally.findings()).toEqual([])
})

test.each(['internal', 'NO ANSWER'])('%s is no answer', (answer) => {
  const tally = new Tally()
  tally.add('a', { frames: 1, answers: [answer] })
  expect(tally.findings()).toEqual([`a: answered with ${answer}, 1 times`])
})
