import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Keys, SeenKeys } from './keys.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }))
afterEach(() => void vi.useRealTimers())

test('a letter on a screen is known by its typist, and by how many came before it', () => {
  const keys = new Keys()
  const screen = new SeenKeys(keys)
  const latencies: number[] = []
  const first = keys.strike(0)
  vi.advanceTimersByTime(10)
  const second = keys.strike(0)
  const other = keys.strike(1)
  vi.advanceTimersByTime(5)
  screen.show(other, latencies)
  screen.show(first, latencies)
  vi.advanceTimersByTime(1)
  screen.show(second, latencies)
  expect(latencies).toEqual([5, 15, 6])
  expect([keys.typed, screen.seen]).toEqual([3, 3])
})

test('beyond the letters there are, keys are only counted; a paste is no key', () => {
  const keys = new Keys()
  const screen = new SeenKeys(keys)
  const latencies: number[] = []
  screen.show(keys.strike(62) + keys.strike(199) + keys.strike(61), latencies)
  screen.show('あ\n', latencies)
  expect(latencies).toHaveLength(1)
  expect([keys.typed, screen.seen]).toEqual([3, 3])
})
