// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { guardLeaving, wouldBeLost } from './use-leave-guard.ts'

const rescue = { rescuedAt: new Date(0), text: 'mine', changes: [], code: null }

test.each<[string, Parameters<typeof wouldBeLost>[0], boolean]>([
  ['nothing unsaved', { unsaved: { count: 0, since: null, kept: 0 }, rescues: [], device: 'works' }, false],
  ['nothing unsaved, no device', { unsaved: { count: 0, since: null, kept: 0 }, rescues: [], device: 'none' }, false],
  ['all on this device', { unsaved: { count: 3, since: 0, kept: 3 }, rescues: [], device: 'works' }, false],
  ['one not on this device yet', { unsaved: { count: 3, since: 0, kept: 2 }, rescues: [], device: 'works' }, true],
  ['no device', { unsaved: { count: 1, since: 0, kept: 0 }, rescues: [], device: 'none' }, true],
  ['a full device', { unsaved: { count: 1, since: 0, kept: 0 }, rescues: [], device: 'full' }, true],
  [
    'a rescue on this device',
    { unsaved: { count: 0, since: null, kept: 0 }, rescues: [rescue], device: 'works' },
    false,
  ],
  [
    'a rescue in this tab alone',
    { unsaved: { count: 0, since: null, kept: 0 }, rescues: [rescue], device: 'failed' },
    true,
  ],
])('leaving would lose something: %s', (_, view, lost) => {
  expect(wouldBeLost(view)).toBe(lost)
})

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

test('while somebody types the browser is told once that the page is guarded, and once behind it that it is not', () => {
  const told = [vi.spyOn(window, 'addEventListener'), vi.spyOn(window, 'removeEventListener')]
  const counts = () => told.map(({ mock }) => mock.calls.filter(([event]) => event === 'beforeunload').length)
  const { facts, become } = changing()
  const stop = guardLeaving(facts)
  expect(counts()).toEqual([0, 0])
  for (let key = 0; key < 50; key++) {
    become(1)
    expect(asksBeforeLeaving()).toBe(true)
    become(0)
    expect(asksBeforeLeaving()).toBe(false)
    vi.advanceTimersByTime(15)
  }
  vi.advanceTimersByTime(1_000)
  expect(counts()).toEqual([1, 1])
  become(1)
  stop()
  expect(asksBeforeLeaving()).toBe(false)
})

test('what stays unsaved stays guarded', () => {
  const { facts, become } = changing()
  const stop = guardLeaving(facts)
  become(1)
  vi.advanceTimersByTime(60_000)
  expect(asksBeforeLeaving()).toBe(true)
  stop()
})

function asksBeforeLeaving(): boolean {
  return !window.dispatchEvent(new Event('beforeunload', { cancelable: true }))
}

/** Facts of which so many changes are nowhere but in the page. */
function changing() {
  const listeners = new Set<() => void>()
  let count = 0
  const facts = {
    get view() {
      return { unsaved: { count, since: null, kept: 0 }, rescues: [], device: 'works' as const }
    },
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  const become = (next: number) => {
    count = next
    for (const listener of listeners) listener()
  }
  return { facts, become }
}
