import type { SessionState } from '@tandem/client'
import { limits } from '@tandem/protocol'
import { describe, expect, test } from 'vitest'
import { messages } from './messages.ts'
import { onlyCounts, type SaveFacts, saveState, saveStateHoldsMs } from './save-state.ts'

const live: SessionState = { phase: 'live' }
const lost = (since: number, attempt = 1, retryAt = since): SessionState => ({
  phase: 'waiting',
  attempt,
  retryAt,
  since,
})
const facts = (
  state: SessionState,
  count = 0,
  since: number | null = count > 0 ? 0 : null,
  online = true,
  settledAt: number | null = null,
): SaveFacts => ({
  state,
  connectingSince: 0,
  unsaved: { count, since, kept: 0 },
  settledAt,
  online,
  device: 'works',
  hindrance: null,
  opened: state.phase !== 'connecting',
})

test('A03 a network that died right after a sign of life is told in less than ten seconds, with nothing unsaved', () => {
  const noticedAfter = limits.pingIntervalMs + limits.pingTimeoutMs
  const noticed = facts(lost(0, 1, noticedAfter + 200))
  expect(saveState(noticed, noticedAfter).kind).toBe('reconnecting')
  expect(noticedAfter).toBeLessThan(10_000)
  // It has three seconds to be back before it is called offline.
  expect(saveState(noticed, 10_000).kind).toBe('reconnecting')
  const until = noticedAfter + 200 + 3_000
  expect(saveStateHoldsMs(noticed, 10_000)).toBeLessThanOrEqual(until - 10_000)
  expect(saveState(noticed, until).kind).toBe('offline')
  expect(saveState(facts(lost(0, 2, noticedAfter + 200)), 10_000).kind).toBe('offline')
})

describe('saveState', () => {
  test.each<[string, SaveFacts, number, string]>([
    ['never in', facts({ phase: 'connecting', attempt: 1 }), 0, 'Opening…'],
    ['never in, third attempt', facts({ phase: 'connecting', attempt: 3 }), 0, "Can't connect"],
    ['never in, no network', facts({ phase: 'connecting', attempt: 1 }, 0, null, false), 0, "Can't connect"],
    ['opened from this device', { ...facts({ phase: 'connecting', attempt: 1 }), opened: true }, 0, 'Opening…'],
    [
      'opened from this device, unsaved',
      { ...facts({ phase: 'connecting', attempt: 1 }, 1), opened: true },
      0,
      'Saving…',
    ],
    [
      'opened from this device, third attempt',
      { ...facts({ phase: 'connecting', attempt: 3 }), opened: true },
      0,
      'Offline',
    ],
    [
      'opened from this device, no answer for less than 3 s',
      { ...facts({ phase: 'connecting', attempt: 1 }, 1), opened: true },
      2_999,
      'Saving…',
    ],
    [
      'opened from this device, no answer for 3 s',
      { ...facts({ phase: 'connecting', attempt: 1 }, 1), opened: true },
      3_000,
      'Reconnecting…',
    ],
    [
      'opened from this device, no answer for 10 s',
      { ...facts({ phase: 'connecting', attempt: 1 }), opened: true },
      10_000,
      'Offline',
    ],
    ['never in, no answer for 10 s', facts({ phase: 'connecting', attempt: 1 }), 10_000, 'Opening…'],
    ['nothing unsaved', facts(live), 0, 'Saved'],
    ['catching up, nothing unsaved', facts({ phase: 'catching-up' }), 0, 'Saved'],
    ['just typed', facts(live, 1), 0, 'Saving…'],
    ['typed again, soon after everything was saved', facts(live, 1, 100, true, 50), 100, 'Saving…'],
    ['saved a moment ago', facts(live, 0, null, true, 0), 499, 'Saving…'],
    ['saved 500 ms ago', facts(live, 0, null, true, 0), 500, 'Saved'],
    ['typed 5 s ago', facts(live, 1), 5_000, 'Saving… (5 s of unsaved changes)'],
    ['typed 12.9 s ago', facts(live, 9), 12_900, 'Saving… (12 s of unsaved changes)'],
    ['lost within the grace, nothing unsaved', facts(lost(0)), 2_999, 'Saved'],
    ['lost within the grace, unsaved', facts(lost(0), 1), 2_000, 'Saving…'],
    ['A13 lost for 3 s', facts(lost(0)), 3_000, 'Reconnecting…'],
    ['lost for 3 s, third attempt', facts(lost(0, 3, 11_000)), 3_001, 'Reconnecting in 8 s'],
    ['lost for 3 s, third attempt under way', facts(lost(0, 3, 5_000)), 5_000, 'Reconnecting…'],
    ['lost for 10 s', facts(lost(0), 37), 10_000, 'Offline'],
    ['no network', facts(lost(0), 37, 0, false), 1, 'Offline'],
    ['no network, but the connection does not know yet', facts(live, 0, null, false), 1, 'Offline'],
    ['ended', facts({ phase: 'closed', reason: { code: 'not_found', message: '' } }), 0, 'Closed'],
  ])('%s', (_name, some, now, text) => {
    expect(messages.saveState(saveState(some, now))).toBe(text)
  })

  test.each<[string, SaveFacts, number, string]>([
    ['never in, third attempt', facts({ phase: 'connecting', attempt: 3 }), 0, "Can't connect"],
    ['opened from this device', { ...facts({ phase: 'connecting', attempt: 3 }, 1), opened: true }, 0, 'Not saved'],
    ['lost for 9 s', facts(lost(0), 1), 9_000, 'Reconnecting…'],
    ['lost for 10 s', facts(lost(0)), 10_000, "Can't connect"],
    ['lost for 10 s, unsaved', facts(lost(0), 1), 10_000, 'Not saved'],
    ['lost for 10 s, no network', facts(lost(0), 1, 0, false), 10_000, 'Offline'],
    ['live, nothing unsaved', facts(live), 0, 'Saved'],
    ['live, typed 4 s ago', facts(live, 1), 4_999, 'Saving…'],
    ['live, typed 5 s ago', facts(live, 1), 5_000, 'Not saved'],
  ])('the server is there and takes nothing: %s', (_name, some, now, text) => {
    for (const hindrance of ['too_many_connections', 'too_many_people', 'storage_full'] as const) {
      const state = saveState({ ...some, hindrance }, now)
      expect(messages.saveState(state)).toBe(text)
      if ('why' in state) expect(state.why).toBe(hindrance)
    }
    // Of these it recovers by itself, and soon.
    for (const hindrance of ['busy', 'drain', 'rate_limited', 'internal'] as const) {
      expect(saveState({ ...some, hindrance }, now)).toEqual(saveState(some, now))
    }
  })

  test.each<[string, SessionState, number, number | null]>([
    ['too early to say', lost(0, 2, 12_500), 11_000, null],
    ['a second attempt under way', lost(0, 2, 12_500), 12_500, 0],
    ['the next one soon', lost(0, 3, 12_500), 11_499, 2],
    ['about to be made', lost(0, 3, 12_500), 11_500, 0],
    ['under way, however long it takes', lost(0, 3, 12_500), 30_000, 0],
  ])('when it is tried again: %s', (_name, state, now, retryIn) => {
    expect(saveState(facts(state), now)).toMatchObject({ kind: 'offline', retryIn })
  })

  test('a screen reader hears each state once, and not every second of it', () => {
    const heard = (some: SaveFacts, seconds: readonly number[]) =>
      seconds.filter((second) => !onlyCounts(saveState(some, second * 1000)))
    expect(heard(facts(live, 1), [4, 5, 6, 7, 60])).toEqual([4, 5])
    expect(heard(facts(lost(0)), [2, 3, 4])).toEqual([2, 3, 4])
    expect(heard(facts(lost(0, 3, 9_000)), [2, 3, 4, 7, 8, 10])).toEqual([2, 8, 10])
  })

  test('what is said to be on this device is what it has', () => {
    const some: SaveFacts = { ...facts(lost(0)), unsaved: { count: 3, since: 0, kept: 2 } }
    expect(saveState(some, 10_000)).toMatchObject({ kind: 'offline', changes: 3, kept: 2 })
    for (const device of ['none', 'full', 'failed'] as const) {
      expect(saveState({ ...some, device }, 10_000)).toMatchObject({ kind: 'offline', changes: 3, kept: null })
    }
  })

  test.each<[changes: number, kept: number | null, words: string]>([
    [0, 0, "You're offline. Keep working — changes are stored on this device and will sync when you're back."],
    [1, 0, "You're offline. Keep working — changes are stored on this device and will sync when you're back."],
    [1, 1, "You're offline. Keep working — 1 change is stored on this device and will sync when you're back."],
    [38, 37, "You're offline. Keep working — 37 changes are stored on this device and will sync when you're back."],
    [0, null, "You're offline. Keep working: what you write will be sent when you're back. Keep this tab open."],
    [1, null, "You're offline. 1 change will be sent when you're back. Keep this tab open."],
    [37, null, "You're offline. 37 changes will be sent when you're back. Keep this tab open."],
  ])('the words for being offline promise only what is so: %i changes, %s kept', (count, kept, words) => {
    expect(messages.offline(count, kept)).toBe(words)
  })
})

test.each<[count: number, kept: number | null, words: string]>([
  [0, 0, 'The server has no room left. Whoever runs it has to make some: everything goes on by itself then.'],
  [1, 1, '1 change is stored on this device.'],
  [3, 3, '3 changes are stored on this device.'],
  [3, 2, '3 changes are not saved yet. Keep this tab open.'],
  [3, null, '3 changes are not saved yet. Keep this tab open.'],
])('the words for a server that takes nothing promise only what is so: %i changes, %s kept', (count, kept, words) => {
  expect(messages.held('storage_full', count, kept).endsWith(words)).toBe(true)
})

test('who comes when a document holds no more is told so, and that it is not for them to do something', () => {
  expect(messages.held('too_many_people', 0, 0)).toBe(
    'Too many users connected. This document holds no more at once: it goes on by itself when somebody leaves.',
  )
})

describe('saveStateHoldsMs', () => {
  test.each<[string, SaveFacts, number, number | null]>([
    ['just opened from this device', { ...facts({ phase: 'connecting', attempt: 1 }), opened: true }, 1_000, 2_000],
    ['opened from this device', { ...facts({ phase: 'connecting', attempt: 1 }), opened: true }, 4_000, 6_000],
    ['never in', facts({ phase: 'connecting', attempt: 1 }), 4_000, null],
    ['saved', facts(live), 0, null],
    ['just typed', facts(live, 1), 100, 4_900],
    ['saved a moment ago', facts(live, 0, null, true, 0), 100, 400],
    ['saved a while ago', facts(live, 0, null, true, 0), 500, null],
    ['saving', facts(live, 1), 1_000, 4_000],
    ['slow', facts(live, 1), 6_000, 1_000],
    ['lost', facts(lost(0)), 1_000, 2_000],
    ['reconnecting', facts(lost(0)), 9_500, 500],
    ['offline, an attempt under way', facts(lost(0)), 20_000, null],
    ['offline, the next attempt in 1.2 s', facts(lost(0, 3, 21_200)), 20_000, 200],
    ['offline, the next attempt in 2 s', facts(lost(0, 3, 22_000)), 20_000, 1_000],
    ['offline, the next attempt in 1 s', facts(lost(0, 3, 21_200)), 20_200, null],
  ])('%s', (_name, some, now, ms) => {
    expect(saveStateHoldsMs(some, now)).toBe(ms)
  })
})
