import { FakeClock } from '@tandem/protocol/testing'
import { expect, test } from 'vitest'
import { EchoPace } from './echo-pace.ts'

test('a small room never waits', () => {
  const pace = new EchoPace(new FakeClock())
  for (let sessions = 0; sessions <= 8; sessions++) {
    pace.echoed()
    expect(pace.pause(sessions, 1)).toBe(null)
  }
})

test('nobody waits after a pause', () => {
  const clock = new FakeClock()
  const pace = new EchoPace(clock)
  expect(pace.pause(300, 1)).toBe(null)
  pace.echoed()
  clock.turn(30)
  expect(pace.pause(300, 1)).toBe(null)
})

const crowds: [sessions: number, gapMs: number][] = [
  [18, 6.5],
  [38, 19.5],
  [58, 30],
  [300, 30],
]
test.each(crowds)('%i sessions have %d ms between two echoes', async (sessions, gapMs) => {
  const clock = new FakeClock()
  const pace = new EchoPace(clock)
  pace.echoed()
  clock.turn(1)
  let over = false
  const pause = pace.pause(sessions, 1)?.then(() => {
    over = true
  })
  clock.turn(gapMs - 2)
  await Promise.resolve()
  expect(over).toBe(false)
  clock.turn(1)
  await pause
  expect(over).toBe(true)
  expect(pace.pause(sessions, 1)).toBe(null)
})

test('nobody waits for more when there is enough: neither from the start nor once it has come', async () => {
  const clock = new FakeClock()
  const pace = new EchoPace(clock)
  pace.echoed()
  expect(pace.pause(300, 8)).toBe(null)
  let over = false
  const pause = pace.pause(300, 1)?.then(() => {
    over = true
  })
  pace.collected(7)
  await Promise.resolve()
  expect(over).toBe(false)
  pace.collected(8)
  await pause
  expect(over).toBe(true)
  // It is over: nothing of it is left that could end the next one.
  pace.echoed()
  let isNextOver = false
  const next = pace.pause(300, 1)?.then(() => {
    isNextOver = true
  })
  clock.turn(29)
  await Promise.resolve()
  expect(isNextOver).toBe(false)
  clock.turn(1)
  await next
})

test('a clock that is put back keeps nobody waiting', () => {
  let now = 10_000
  const pace = new EchoPace({ now: () => now, after: () => expect.unreachable('somebody waits') })
  pace.echoed()
  now = 5_000
  expect(pace.pause(300, 1)).toBe(null)
})
