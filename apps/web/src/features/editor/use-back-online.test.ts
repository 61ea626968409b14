// @vitest-environment jsdom
import type { SessionEvents, SessionState, Unsaved } from '@tandem/client'
import { act, createElement } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { toast } from '#ui/toast.tsx'
import { messages } from './messages.ts'
import { useBackOnline } from './use-back-online.ts'

vi.mock('#ui/toast.tsx', () => ({ toast: vi.fn() }))

let root: Root

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  vi.useFakeTimers()
  root = createRoot(document.createElement('main'))
})

afterEach(async () => {
  await act(async () => root.unmount())
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

test.each([
  [0, 0, 'Back online'],
  [1, 0, 'Back online · 1 change synced'],
  [37, 2, 'Back online · 37 changes synced · 2 from others'],
  [0, 2, 'Back online · 2 from others'],
])('the words for being back: %i of mine, %i of others', (mine, others, words) => {
  expect(messages.backOnline(mine, others)).toBe(words)
})

describe('who was offline is told', () => {
  test('once all of theirs has arrived, for three seconds', async () => {
    const session = await inSession()
    session.writesOffline(37)
    session.comesBack()
    expect(told()).toEqual([])
    session.writes(0)
    expect(told()).toEqual([{ message: 'Back online · 37 changes synced', tone: 'success', durationMs: 3_000 }])
  })

  test('nothing of what could not be saved', async () => {
    const session = await inSession()
    session.writesOffline(3)
    session.comesBack()
    session.losesUnsaved(2)
    session.writes(0)
    expect(told()).toMatchObject([{ message: 'Back online · 1 change synced' }])
  })

  test('what others did meanwhile, with the way to it', async () => {
    const onSeeChanges = vi.fn()
    const session = await inSession(onSeeChanges)
    session.loses()
    vi.advanceTimersByTime(60_000)
    session.becomes({ phase: 'catching-up' })
    session.hears(2)
    session.becomes({ phase: 'live' })
    session.hears(5)
    expect(told()).toMatchObject([{ message: 'Back online · 2 from others', action: { label: 'See what changed' } }])
    told()[0]?.action?.onAction()
    expect(onSeeChanges).toHaveBeenCalledOnce()
  })

  test.each([
    [2_999, true, 0],
    [3_000, true, 1],
    [50, false, 1],
  ])('only when it was shown: lost for %i ms, a network there: %s', async (lostMs, online, times) => {
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(online)
    const session = await inSession()
    session.loses()
    vi.advanceTimersByTime(lostMs)
    session.comesBack()
    expect(told()).toHaveLength(times)
  })
})

test('a network that is back is tried at once; who comes back to a page that was signed out, too', async () => {
  const session = await inSession()
  window.dispatchEvent(new Event('focus'))
  expect(session.retryNow).not.toHaveBeenCalled()
  window.dispatchEvent(new Event('online'))
  expect(session.retryNow).toHaveBeenCalledTimes(1)
  session.becomes({ phase: 'closed', reason: { code: 'auth_required', message: '' } })
  window.dispatchEvent(new Event('focus'))
  expect(session.retryNow).toHaveBeenCalledTimes(2)
})

const change = { replica: 1, rseq: 1, counter: 0, lamport: 0, operations: [] }
const told = () => vi.mocked(toast).mock.calls.map(([options]) => options)

/** A page with a session that is live, and becomes whatever it is made to be. */
async function inSession(onSeeChanges = () => {}) {
  vi.mocked(toast).mockClear()
  const listeners: { [K in keyof SessionEvents]?: ((value: SessionEvents[K]) => void)[] } = {}
  const tell = <K extends keyof SessionEvents>(event: K, value: SessionEvents[K]) => {
    for (const listener of listeners[event] ?? []) listener(value)
  }
  const now: { state: SessionState; unsaved: Unsaved } = {
    state: { phase: 'live' },
    unsaved: { count: 0, since: null, kept: 0 },
  }
  const session = {
    get state() {
      return now.state
    },
    get unsaved() {
      return now.unsaved
    },
    doc: null,
    retryNow: vi.fn(),
    on<K extends keyof SessionEvents>(event: K, listener: (value: SessionEvents[K]) => void) {
      listeners[event] ??= []
      listeners[event].push(listener)
      return () => {}
    },
    becomes(state: SessionState) {
      now.state = state
      tell('state', state)
    },
    comesBack() {
      session.becomes({ phase: 'catching-up' })
      session.becomes({ phase: 'live' })
    },
    writesOffline(count: number) {
      session.loses()
      session.writes(count)
      vi.advanceTimersByTime(60_000)
    },
    loses: () => session.becomes({ phase: 'waiting', attempt: 1, retryAt: Date.now(), since: Date.now() }),
    writes(count: number) {
      now.unsaved = { count, since: null, kept: 0 }
      tell('unsaved', now.unsaved)
    },
    losesUnsaved: (count: number) =>
      tell('rescued', { changes: Array.from({ length: count }, () => change), code: null }),
    hears: (applied: number) => tell('edit', { edit: [], keys: [], applied, duplicates: 0, buffered: 0, by: ['bob'] }),
  }
  const Page = () => {
    useBackOnline(session, onSeeChanges)
    return null
  }
  await act(async () => root.render(createElement(Page)))
  return session
}
