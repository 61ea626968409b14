import { expect, test } from 'vitest'
import { Calls } from './calls.ts'

const session = (key: number, calls: number, id = `person ${key}`) => ({ key, calls, user: { id } })
const keys = (sessions: readonly { readonly key: number }[]) => sessions.map(({ key }) => key)

test('A50 who calls is heard once; what they called before they were seen is over', () => {
  const calls = new Calls()
  expect(calls.hear([session(1, 3), session(2, 0)], 0)).toEqual([])
  expect(keys(calls.hear([session(1, 3), session(2, 1)], 1))).toEqual([2])
  expect(calls.hear([session(1, 3), session(2, 1), session(3, 7)], 2)).toEqual([])
  expect(keys(calls.hear([session(1, 9), session(2, 1), session(3, 8)], 3))).toEqual([1, 3])
})

test('A50 whoever goes on calling is not heard for a while, from whatever device', () => {
  const calls = new Calls()
  const bobs = (first: number, second: number) => [session(1, first, 'bob'), session(2, second, 'bob')]
  calls.hear(bobs(0, 0), 0)
  expect(keys(calls.hear(bobs(1, 1), 1))).toEqual([1])
  expect(calls.hear(bobs(2, 5), 10_000)).toEqual([])
  expect(keys(calls.hear(bobs(3, 5), 10_001))).toEqual([1])
})
