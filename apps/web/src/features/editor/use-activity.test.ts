// @vitest-environment jsdom
import type { Session } from '@tandem/client'
import { act, createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { useActivity } from './use-activity.ts'

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

/** A page that tells how active its person is, and all that it told. */
async function page() {
  const told: Parameters<Session['setActivity']>[0][] = []
  const session = { setActivity: (activity: (typeof told)[number]) => void told.push(activity) }
  const Page = () => {
    useActivity(session)
    return null
  }
  const root = createRoot(document.createElement('main'))
  await act(async () => root.render(createElement(Page)))
  return { last: () => told.at(-1), leaves: () => act(async () => root.unmount()) }
}

test.each(['pointerdown', 'pointermove', 'keydown', 'input', 'wheel', 'touchstart'])(
  'a minute without a touch is being away, and %s ends it',
  async (sign) => {
    const { last, leaves } = await page()
    expect(last()).toBe('active')
    vi.advanceTimersByTime(59_999)
    expect(last()).toBe('active')
    vi.advanceTimersByTime(1)
    expect(last()).toBe('idle')
    window.dispatchEvent(new Event(sign))
    expect(last()).toBe('active')
    await leaves()
    vi.advanceTimersByTime(60_000)
    expect(last()).toBe('active')
  },
)

test('who does not see the page is away at once', async () => {
  const { last, leaves } = await page()
  const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true)
  document.dispatchEvent(new Event('visibilitychange'))
  expect(last()).toBe('idle')
  hidden.mockReturnValue(false)
  document.dispatchEvent(new Event('visibilitychange'))
  expect(last()).toBe('active')
  await leaves()
})
