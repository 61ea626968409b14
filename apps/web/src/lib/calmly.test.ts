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
  expect(work).toHaveBeenCalledTimes(6)
  vi.runAllTimers()
  expect(work).toHaveBeenCalledTimes(7)
})

test('what was asked for at different times is done at the same', () => {
  const done: [string, number][] = []
  const first = calmly(() => done.push(['first', performance.now()]))
  const seldom = calmly(() => done.push(['seldom', performance.now()]), 400)
  seldom.soon()
  vi.advanceTimersByTime(330)
  first.soon()
  vi.advanceTimersByTime(100)
  expect(done.map(([name]) => name)).toEqual(['seldom', 'first'])
  expect(new Set(done.map(([, at]) => at)).size).toBe(1)
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
