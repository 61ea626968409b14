import { Prng } from '@tandem/crdt/testing'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { strikeEvenly } from './strike-evenly.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'setImmediate'] }))
afterEach(() => void vi.useRealTimers())

test('typists take turns, each key within its slot', async () => {
  const struck: [string, number][] = []
  const strikes = ['alice', 'bob'].map((name) => () => void struck.push([name, performance.now()]))
  const startedAt = performance.now()
  const keys = strikeEvenly(strikes, 10, 1_000, new Prng(1))
  await vi.advanceTimersByTimeAsync(2_000)
  expect(await keys).toBe(10)
  expect(struck.map(([name]) => name)).toEqual(Array.from({ length: 10 }, (_, key) => ['alice', 'bob'][key % 2]))
  const late = struck.map(([, at], key) => at - startedAt - key * 100)
  // A timer has whole milliseconds.
  expect(late.filter((ms) => ms < 0 || ms > 101)).toEqual([])
})

test('a typist who takes too long types fewer keys, and the time is the same', async () => {
  const keys = strikeEvenly([() => void vi.advanceTimersByTime(300)], 10, 1_000, new Prng(1))
  await vi.advanceTimersByTimeAsync(2_000)
  expect(await keys).toBe(4)
})
