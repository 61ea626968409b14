import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { pageMoments } from './write-moments.ts'

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

test('a wait that is ended begins nothing', () => {
  const begin = vi.fn()
  pageMoments.late(begin)()
  vi.runAllTimers()
  expect(begin).not.toHaveBeenCalled()
  pageMoments.late(begin)
  vi.runAllTimers()
  expect(begin).toHaveBeenCalledOnce()
})
