import { expect, test } from 'vitest'
import { delayTable } from './delay-table.ts'
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

test('others may wait twice as long, and no longer', () => {
  const delays = (ms: number) => Array.from({ length: 100 }, () => ms)
  expect(delayTable({ quiet: delays(10), hostile: delays(20) }).findings).toEqual([])
  expect(delayTable({ quiet: delays(10), hostile: delays(21) }).findings).toHaveLength(1)
  // Nobody typed: then nothing was shown.
  expect(delayTable({ quiet: delays(10), hostile: [] }).findings).toHaveLength(1)
})
