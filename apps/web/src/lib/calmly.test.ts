import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { calmly } from './calmly.ts'

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

test('what is asked for with every key is done ten times a second, and once behind the last key', () => {
  const work = vi.fn()
  const { soon } = calmly(work)
  for (let key = 0; key < 21; key++) {
    soon()
    vi.advanceTimersByTime(30)
  }
  expect(work).toHaveBeenCalledTimes(5)
  vi.runAllTimers()
  expect(work).toHaveBeenCalledTimes(6)
})

test('what is called off is not done, and can be asked for again', () => {
  const work = vi.fn()
  const { soon, stop } = calmly(work)
  soon()
  stop()
  vi.runAllTimers()
  expect(work).not.toHaveBeenCalled()
  soon()
  vi.runAllTimers()
  expect(work).toHaveBeenCalledOnce()
})
