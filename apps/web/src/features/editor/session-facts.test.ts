// @vitest-environment jsdom
import type { Peer, Rescue, SessionEvents, Unsaved } from '@tandem/client'
import { act, createElement, Fragment, Profiler, type ReactNode } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Banners } from './banners.tsx'
import { SaveChip } from './save-chip.tsx'
import { SendProgress } from './send-progress.tsx'
import { SessionFacts } from './session-facts.ts'
import { useCalmFact } from './use-session.ts'

let root: Root
let place: HTMLElement

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  vi.useFakeTimers()
  place = document.createElement('main')
  root = createRoot(place)
})

afterEach(async () => {
  await act(async () => root.unmount())
  vi.restoreAllMocks()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

test('a key draws nothing of the save state while keys before it are being saved', async () => {
  const { facts, tell } = live()
  const draws = await draw(createElement(SaveChip, { facts }), createElement(SendProgress, { facts }))
  const before = draws()
  await tell('unsaved', unsaved(1))
  expect(place.textContent).toBe('Saving…')
  expect(draws() - before).toBe(1)
  for (let key = 2; key < 40; key++) {
    await tell('unsaved', unsaved(key % 3))
    expect(place.querySelector('[role=status]')?.getAttribute('data-unsaved')).toBe(String(key % 3))
    await pass(30)
  }
  expect(draws() - before).toBe(1)
  await tell('unsaved', unsaved(0))
  await pass(1_000)
  expect(place.textContent).toBe('Saved')
})

test('an unsaved change is told with the very key, and so is a connection that is lost', async () => {
  const { facts, tell } = live()
  await draw(createElement(SaveChip, { facts }))
  expect(place.textContent).toBe('Saved')
  await tell('unsaved', unsaved(1))
  expect(place.textContent).toBe('Saving…')
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
  await act(async () => window.dispatchEvent(new Event('offline')))
  expect(place.textContent).toContain('Offline')
})

test('A13 the server is gone while nobody types: "Saved" gives way in less than five seconds, by time alone', async () => {
  const { facts, tell } = live()
  await draw(createElement(SaveChip, { facts }))
  const now = Date.now()
  await tell('state', { phase: 'waiting', attempt: 1, retryAt: now + 500, since: now })
  await pass(2_999)
  expect(place.textContent).toBe('Saved')
  await pass(1)
  expect(place.textContent).toBe('Reconnecting…')
  await pass(7_000)
  expect(place.textContent).toBe('Offline')
})

test('a clock that goes on while the save state is judged leaves no word that time would have changed', async () => {
  const { facts, tell } = live()
  await draw(createElement(SaveChip, { facts }))
  await tell('unsaved', unsaved(1))
  await tell('unsaved', unsaved(0))
  await pass(499)
  const [before, after] = [Date.now(), Date.now() + 1]
  // The timer is a moment early: its first look falls before the end of the wait, every later one behind it.
  const clock = vi.spyOn(Date, 'now').mockReturnValueOnce(before).mockReturnValue(after)
  await pass(1)
  clock.mockRestore()
  await pass(1_000)
  expect(place.textContent).toBe('Saved')
})

test('changes that a full document did not take are given back with the limit; others without one', async () => {
  const { facts, tell } = live()
  const session = { doc: null, retryNow: () => {} }
  await draw(createElement(Banners, { session, facts, documentId: 'A', title: 'Plan' }))
  await tell('rescued', { changes: [change], code: 'forbidden' })
  expect(place.querySelector('[role=alert]')?.textContent).toMatch(/^1 change of yours could not be saved here/)
  await tell('rescued', { changes: [change], code: 'document_full' })
  expect(place.querySelector('[role=alert]')?.textContent).toMatch(
    /^Document is too large\. No more than 4,000,000 characters .* 2 changes of yours could not be saved here/,
  )
})

test('A100 what a banner says about what waits is heard once, as it was at first', async () => {
  const { facts, tell } = live()
  const session = { doc: null, retryNow: () => {} }
  await draw(createElement(Banners, { session, facts, documentId: 'A', title: 'Plan' }))
  const heard = () => place.querySelector('[role=status]')?.textContent
  expect(heard()).toBe('')
  await tell('unsaved', { count: 1, since: Date.now(), kept: 1 })
  await tell('state', { phase: 'waiting', attempt: 1, retryAt: Date.now(), since: Date.now() })
  await pass(10_000)
  const words = "You're offline. Keep working — 1 change is stored on this device and will sync when you're back."
  expect(heard()).toBe(words)
  await tell('unsaved', { count: 2, since: Date.now(), kept: 2 })
  await pass(1_000)
  expect(place.textContent).toContain('2 changes are stored on this device')
  expect(heard()).toBe(words)
  await tell('hindered', 'storage_full')
  expect(heard()).toMatch(/^The server has no room left\./)
  await tell('hindered', null)
  await tell('state', { phase: 'live' })
  expect(heard()).toBe('')
})

test('carets of others that move all the time draw who is here now and then, all of it at once', async () => {
  const { facts, tell } = live()
  const Count = () => useCalmFact(facts, ({ peers }) => peers.length)
  const draws = await draw(createElement(Count), createElement(Count))
  const before = draws()
  for (let key = 0; key < 100; key++) {
    await tell(
      'peers',
      Array.from({ length: key }, () => peer),
    )
    await pass(20)
  }
  expect(draws() - before).toBe(5)
  await pass(400)
  expect(place.textContent).toBe('9999')
})

test('A58 how far a large paste has come shows until all of it is there; typing shows nothing of the kind', async () => {
  const { facts, tell } = live()
  await draw(createElement(SendProgress, { facts }))
  const shown = () => {
    const bar = place.querySelector('progress')
    return bar && [bar.value, bar.max]
  }
  await tell('unsaved', unsaved(15))
  expect(shown()).toBeNull()
  await tell('unsaved', unsaved(40))
  expect(shown()).toEqual([0, 40])
  await tell('unsaved', unsaved(10))
  expect(shown()).toEqual([30, 40])
  await tell('unsaved', unsaved(0))
  expect(shown()).toBeNull()
  await tell('unsaved', unsaved(1))
  expect(shown()).toBeNull()
})

const change: Rescue['changes'][number] = { replica: 1, rseq: 1, lamport: 1, counter: 0, operations: [] }

const peer: Peer = {
  key: 1,
  user: { id: 'bob', name: 'Bob' },
  hue: 0,
  role: 'editor',
  activity: 'active',
  selections: [],
  viewport: null,
  following: null,
  leads: 'anybody',
  calls: 0,
  changedAt: 0,
}

const unsaved = (count: number): Unsaved => ({ count, since: count > 0 ? Date.now() : null, kept: 0 })

/** The facts of a session that is live, which says whatever it is made to say. */
function live() {
  const listeners: { [K in keyof SessionEvents]?: ((value: SessionEvents[K]) => void)[] } = {}
  const session = {
    state: { phase: 'live' },
    doc: null,
    role: 'editor',
    self: null,
    title: 'Plan',
    peers: [],
    unsaved: unsaved(0),
    hindrance: null,
    on<K extends keyof SessionEvents>(event: K, listener: (value: SessionEvents[K]) => void) {
      listeners[event] ??= []
      listeners[event].push(listener)
      return () => {}
    },
    dropRescued: () => {},
  } as const
  const tell = <K extends keyof SessionEvents>(event: K, value: SessionEvents[K]) =>
    act(async () => {
      for (const listener of listeners[event] ?? []) listener(value)
    })
  return { facts: new SessionFacts(session, 'works'), tell }
}

/** Draws it; the returned function counts how often something of it was drawn. */
async function draw(...parts: readonly ReactNode[]): Promise<() => number> {
  let draws = 0
  const onRender = () => void draws++
  await act(async () =>
    root.render(createElement(Profiler, { id: 'page', onRender }, createElement(Fragment, null, ...parts))),
  )
  return () => draws
}

const pass = (ms: number) => act(async () => void (await vi.advanceTimersByTimeAsync(ms)))
