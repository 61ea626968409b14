import { expect, test } from 'vitest'
import { newCalls } from './new-calls.ts'

test.each([
  ['who was not here before', [], [[1, 3]], []],
  ['who calls for the first time', [[1, 0]], [[1, 1]], [1]],
  ['who calls again, several times at once', [[1, 2]], [[1, 5]], [1]],
  ['who called a while ago', [[1, 2]], [[1, 2]], []],
  [
    'two at once',
    [
      [1, 0],
      [2, 0],
    ],
    [
      [1, 1],
      [2, 1],
    ],
    [1, 2],
  ],
] as const)('A50 %s', (_name, before, now, calling) => {
  const sessions = now.map(([key, calls]) => ({ key, calls }))
  expect(newCalls(new Map(before), sessions).map(({ key }) => key)).toEqual(calling)
})
