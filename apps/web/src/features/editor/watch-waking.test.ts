// @vitest-environment jsdom
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { watchWaking } from './watch-waking.ts'

beforeEach(() => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
})

/** Watches until the test is over; what it was told. */
function watched() {
  const woke = vi.fn()
  const stop = watchWaking(woke)
  onTestFinished(stop)
  return { woke, stop }
}

test('A12 a lid that was closed over a page on the screen is noticed within two seconds of opening it', () => {
  const { woke } = watched()
  vi.advanceTimersByTime(60_000)
  expect(woke).not.toHaveBeenCalled()
  // The clock goes on while nothing runs.
  vi.setSystemTime(Date.now() + 3_600_000)
  vi.advanceTimersByTime(2_000)
  expect(woke).toHaveBeenCalledTimes(1)
  vi.advanceTimersByTime(60_000)
  expect(woke).toHaveBeenCalledTimes(1)
})

test('a page that was only busy, or a clock that was put back, has not slept', () => {
  const { woke } = watched()
  for (const jumpMs of [5_000, -3_600_000]) {
    vi.setSystemTime(Date.now() + jumpMs)
    vi.advanceTimersByTime(10_000)
  }
  expect(woke).not.toHaveBeenCalled()
})

test.each([
  [() => document, 'visibilitychange'],
  [() => document, 'resume'],
  [() => window, 'pageshow'],
  [() => window, 'online'],
] as const)('A11 it is told of what the browser says: %s %s', (target, event) => {
  const { woke, stop } = watched()
  target().dispatchEvent(new Event(event))
  expect(woke).toHaveBeenCalledTimes(1)
  stop()
  target().dispatchEvent(new Event(event))
  vi.setSystemTime(Date.now() + 3_600_000)
  vi.advanceTimersByTime(10_000)
  expect(woke).toHaveBeenCalledTimes(1)
})
