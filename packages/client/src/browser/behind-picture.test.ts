import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { behindPicture } from './behind-picture.ts'

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

test('what follows from a key is done behind its picture', () => {
  const work = vi.fn()
  behindPicture(work)
  for (const frame of frames) frame()
  expect(work).not.toHaveBeenCalled()
  vi.runAllTimers()
  expect(work).toHaveBeenCalledOnce()
})

test('where no picture is made it is done all the same', () => {
  const work = vi.fn()
  behindPicture(work)
  vi.runAllTimers()
  expect(work).toHaveBeenCalledOnce()
})

test('a page that is hidden may have had its last picture: it is done at once, and once', () => {
  const work = vi.fn()
  behindPicture(work)
  for (const frame of frames) frame()
  page.visibilityState = 'hidden'
  page.dispatchEvent(new Event('visibilitychange'))
  expect(work).toHaveBeenCalledOnce()
  vi.runAllTimers()
  page.dispatchEvent(new Event('visibilitychange'))
  expect(work).toHaveBeenCalledOnce()
  behindPicture(work)
  expect(work).toHaveBeenCalledTimes(2)
})
