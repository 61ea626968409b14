// @vitest-environment jsdom
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Banners } from './banners.tsx'
import type { SaveState } from './save-state.ts'
import { SessionFacts } from './session-facts.ts'
import { useSaveState } from './use-save-state.ts'

vi.mock('./use-save-state.ts', () => ({ useSaveState: vi.fn() }))

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** Offline, with so many changes on this device. */
const offline = (changes: number): SaveState => ({ kind: 'offline', changes, kept: changes, retryIn: null })

test('that changes wait is said once, and is then read in the banner alone, which counts them', async () => {
  const session = {
    doc: null,
    state: { phase: 'connecting' as const, attempt: 1, retryAt: null },
    role: null,
    self: null,
    title: null,
    peers: [],
    unsaved: { count: 0, since: null, kept: 0 },
    hindrance: null,
    on: () => () => {},
    dropRescued: () => {},
    retryNow: () => {},
  }
  const facts = new SessionFacts(session, 'works')
  const place = document.createElement('main')
  const root = createRoot(place)
  const become = (state: SaveState) => {
    vi.mocked(useSaveState).mockReturnValue(state)
    return act(async () => root.render(<Banners session={session} facts={facts} documentId="plan" title="Plan" />))
  }
  const said = () => place.querySelector('[role=status]')?.textContent
  await become(offline(1))
  expect(said()).toContain('1 change is stored')
  await become(offline(37))
  expect(said()).toContain('1 change is stored')
  await act(async () => vi.runAllTimers())
  expect(said()).toBe('')
  await become(offline(38))
  expect(said()).toBe('')
  expect(place.textContent).toContain('38 changes are stored')
  await become({ kind: 'saved' })
  await become(offline(2))
  expect(said()).toContain('2 changes are stored')
  await act(async () => root.unmount())
  expect(vi.getTimerCount()).toBe(0)
})
