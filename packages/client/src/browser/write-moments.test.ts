import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { pageMoments } from './write-moments.ts'

let frames: (() => void)[]
let page: EventTarget & { visibilityState: string }

beforeEach(() => {
  vi.useFakeTimers()
  frames = []
  vi.stubGlobal('requestAnimationFrame', (frame: () => void) => frames.push(frame))
  vi.stubGlobal('cancelAnimationFrame', () => {})
  page = Object.assign(new EventTarget(), { visibilityState: 'visible' })
  vi.stubGlobal('document', page)
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

test('a key is written behind its picture', () => {
  const begin = vi.fn()
  pageMoments.soon(begin)
  for (const frame of frames) frame()
  expect(begin).not.toHaveBeenCalled()
  vi.runAllTimers()
  expect(begin).toHaveBeenCalledOnce()
})

test('where no picture is made it is written all the same', () => {
  const begin = vi.fn()
  pageMoments.soon(begin)
  vi.runAllTimers()
  expect(begin).toHaveBeenCalledOnce()
})

test('a page that is hidden may have had its last picture: it is written at once, and once', () => {
  const begin = vi.fn()
  pageMoments.soon(begin)
  for (const frame of frames) frame()
  page.visibilityState = 'hidden'
  page.dispatchEvent(new Event('visibilitychange'))
  expect(begin).toHaveBeenCalledOnce()
  vi.runAllTimers()
  page.dispatchEvent(new Event('visibilitychange'))
  expect(begin).toHaveBeenCalledOnce()
  pageMoments.soon(begin)
  expect(begin).toHaveBeenCalledTimes(2)
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
