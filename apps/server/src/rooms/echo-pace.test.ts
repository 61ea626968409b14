import { FakeClock } from '@tandem/protocol/testing'
import { expect, test } from 'vitest'
import { EchoPace } from './echo-pace.ts'

/** A pace that has seen a push every `everyMs` for a while, and an echo that went out just now. */
function after(everyMs: number) {
  const clock = new FakeClock()
  const pace = new EchoPace(clock)
  for (let i = 0; i < 400; i++) {
    clock.turn(everyMs)
    pace.pushed(1)
  }
  pace.echoed()
  return { clock, pace }
}

test('a small room never waits', () => {
  const { pace } = after(1)
  for (let sessions = 0; sessions <= 8; sessions++) expect(pace.pause(sessions, 1)).toBe(null)
})

test('nobody waits before the first echo, nor when the last one is long ago', () => {
  const clock = new FakeClock()
  const pace = new EchoPace(clock)
  for (let i = 0; i < 400; i++) pace.pushed(1)
  expect(pace.pause(300, 1)).toBe(null)
  pace.echoed()
  clock.turn(30)
  expect(pace.pause(300, 1)).toBe(null)
})

const seldom: [sessions: number, everyMs: number][] = [
  // One who types fast and fifty who read; fifty of whom five type.
  [51, 50],
  [51, 10],
  [300, 10.1],
]
test.each(seldom)(
  'in a room of %i nobody waits where a push comes every %d ms: nothing would share the echo',
  (sessions, everyMs) => {
    expect(after(everyMs).pace.pause(sessions, 1)).toBe(null)
  },
)

const crowds: [sessions: number, everyMs: number, gapMs: number][] = [
  [18, 2, 6.5],
  [38, 5, 19.5],
  [58, 5, 30],
  [300, 9.9, 30],
]
test.each(crowds)(
  '%i sessions with a push every %d ms have %d ms between two echoes',
  async (sessions, everyMs, gapMs) => {
    const { clock, pace } = after(everyMs)
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
  },
)

test('nobody waits for more when there is enough: neither from the start nor once it has come', async () => {
  const { clock, pace } = after(1)
  expect(pace.pause(300, 8)).toBe(null)
  let over = false
  const pause = pace.pause(300, 1)?.then(() => {
    over = true
  })
  pace.pushed(7)
  await Promise.resolve()
  expect(over).toBe(false)
  pace.pushed(8)
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
  for (let i = 0; i < 400; i++) pace.pushed(1)
  pace.echoed()
  now = 5_000
  expect(pace.pause(300, 1)).toBe(null)
})
