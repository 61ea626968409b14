import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Admission } from './admission.ts'
import { DocumentRate } from './document-rate.ts'
import { defaultLimits } from './server-limits.ts'
import { SessionLimits } from './session-limits.ts'

beforeEach(() => vi.useFakeTimers({ toFake: ['performance'] }))
afterEach(() => vi.useRealTimers())

/** Two tabs of one person in two documents. */
function tabs() {
  const admission = new Admission(defaultLimits)
  const tab = (name: string) => {
    const rates = admission.admit('alice', name)
    return new SessionLimits(defaultLimits, 'alice', rates, new DocumentRate(defaultLimits.documentChangesPerSecond))
  }
  return [tab('one'), tab('two')] as const
}

function often(times: number, act: () => boolean): number {
  return Array.from({ length: times }, act).filter((did) => did).length
}

test('C16 a person has a hundred pushes at once and fifty a second, in all tabs together', () => {
  const [one, two] = tabs()
  expect(often(80, () => one.maySendPush()) + often(80, () => two.maySendPush())).toBe(100)
  vi.advanceTimersByTime(1_000)
  expect(often(80, () => one.maySendPush()) + often(80, () => two.maySendPush())).toBe(50)
})

test('C16 a person has a mebibyte of characters at once and twenty thousand a second', () => {
  const [one, two] = tabs()
  expect(one.mayWrite(1, 1_000_000)).toBe(true)
  expect(two.mayWrite(1, 60_000)).toBe(false)
  expect(two.mayWrite(1, 48_576)).toBe(true)
  // Nothing is left: the next one is not even looked into.
  expect(one.maySendPush()).toBe(false)
  vi.advanceTimersByTime(1_000)
  expect(one.maySendPush()).toBe(true)
  expect(two.mayWrite(1, 20_001)).toBe(false)
  expect(two.mayWrite(1, 20_000)).toBe(true)
})

test('what is more than a person may write at once waits for the full amount, not for ever', () => {
  const [one] = tabs()
  expect(one.mayWrite(1, 10_000_000)).toBe(true)
  expect(one.mayWrite(1, 1)).toBe(false)
})

test('what a document does not take costs the person nothing', () => {
  const [one] = tabs()
  while (one.mayWrite(512, 1));
  vi.advanceTimersByTime(1)
  expect(one.mayWrite(512, 1_000)).toBe(false)
  expect(one.maySendPush()).toBe(true)
})

test('who claims to see something else is written down fifty times at once and once a second, in all tabs together', () => {
  const [one, two] = tabs()
  expect(often(40, () => one.mayDiverge()) + often(40, () => two.mayDiverge())).toBe(50)
  vi.advanceTimersByTime(3_000)
  expect(often(9, () => one.mayDiverge())).toBe(3)
})

test('D5 fifty places a second', () => {
  const [one] = tabs()
  expect(often(500, () => one.mayTellPresence())).toBe(50)
  vi.advanceTimersByTime(1_000)
  expect(often(500, () => one.mayTellPresence())).toBe(50)
})

test('what is refused all the same is forgiven for a while: a frame counts one, and each KiB one more', () => {
  const [small, large] = tabs()
  expect(often(2_000, () => small.forgives(10))).toBe(1_000)
  expect(often(100, () => large.forgives(64 * 1024))).toBe(15)
  vi.advanceTimersByTime(20_000)
  expect(often(2_000, () => small.forgives(10))).toBe(1_000)
})
