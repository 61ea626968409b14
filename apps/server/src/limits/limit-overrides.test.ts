import { expect, test } from 'vitest'
import { parseLimits } from './limit-overrides.ts'
import { defaultLimits } from './server-limits.ts'

test('what is not named stays as it is', () => {
  expect(parseLimits('')).toEqual(defaultLimits)
  expect(parseLimits(' pushBurst = 7 , connectionsPerUser=1,')).toEqual({
    ...defaultLimits,
    pushBurst: 7,
    connectionsPerUser: 1,
  })
})

test.each([
  'pushBurst',
  'pushBurst=',
  'pushBurst=0',
  'pushBurst=-1',
  'pushBurst=1.5',
  'pushBurst=1=2',
  'pushBurst=1e3',
])('%s is no number of a limit', (text) => {
  expect(() => parseLimits(text)).toThrow('pushBurst needs a whole number from 1, like pushBurst=100')
})

test.each(['unknown=1', '__proto__=1', 'toString=1', '=1'])('%s names no limit', (text) => {
  expect(() => parseLimits(text)).toThrow(/is not a limit; there are pushesPerSecond, /)
})
