import { FakeClock } from '@tandem/protocol/testing'
import { expect, test } from 'vitest'
import { CommitPace } from './commit-pace.ts'

/** A pace that has seen a document ask every `everyMs` for a while, and a statement that began just now. */
function after(everyMs: number, times = 400) {
  const clock = new FakeClock()
  const pace = new CommitPace(clock)
  for (let i = 0; i < times; i++) {
    clock.turn(everyMs)
    pace.asked()
  }
  pace.began()
  return { clock, pace }
}

test('the first writes at once, and so does everybody where little is written', () => {
  const pace = new CommitPace(new FakeClock())
  pace.asked()
  pace.began()
  pace.asked()
  expect(pace.waitMs()).toBe(0)
  expect(after(2).pace.waitMs()).toBe(0)
  expect(after(100).pace.waitMs()).toBe(0)
})

test('where much is written, statements begin so far apart that a dozen documents share one, or six milliseconds', () => {
  expect(after(1).pace.waitMs()).toBeCloseTo(6, 3)
  expect(after(0.25).pace.waitMs()).toBeCloseTo(3, 3)
})

test('what has passed already counts', () => {
  const { clock, pace } = after(1)
  clock.turn(4)
  expect(pace.waitMs()).toBeCloseTo(2, 3)
  clock.turn(3)
  expect(pace.waitMs()).toBe(0)
})

test('after a pause nobody waits', () => {
  const { clock, pace } = after(0.5)
  clock.turn(5_000)
  pace.asked()
  pace.began()
  expect(pace.waitMs()).toBe(0)
})

test('a clock that is put back keeps nobody waiting', () => {
  let now = 10_000
  const pace = new CommitPace({ now: () => now, after: () => expect.unreachable('it sets no timer') })
  for (let i = 0; i < 400; i++) {
    now += 0.5
    pace.asked()
  }
  pace.began()
  now = 5_000
  expect(pace.waitMs()).toBe(0)
})
