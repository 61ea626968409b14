import type { Here } from '@tandem/documents'
import { FakeClock } from '@tandem/protocol/testing'
import { beforeEach, expect, test, vi } from 'vitest'
import { createLogger } from '../observability/logger.ts'
import { sayWhoIsHere } from './who-is-here.ts'

const everyMs = 1_000
let clock: FakeClock
let rooms: Record<string, string>
let told: string[]

const tell = vi.fn(async (present: readonly Here[], signInIds: readonly string[]) => {
  told.push([...present.map(({ documentId, userId }) => `${documentId}:${userId}`), ...signInIds].join(' '))
})

/** Starts it on rooms that are spelled `{ document: 'people' }`, a letter for each session, all of them at the person's one sign-in. */
function start() {
  return sayWhoIsHere({
    rooms: () =>
      Object.entries(rooms).map(([documentId, people]) => ({
        documentId,
        sessions: [...people].map((id) => ({ signInId: `at-${id}`, person: { id } })),
      })),
    tell,
    everyMs,
    clock,
    logger: createLogger('silent'),
  })
}

beforeEach(() => {
  clock = new FakeClock()
  told = []
  tell.mockClear()
})

test('everybody is told of once for each document, and each sign-in once, again and again', async () => {
  rooms = { x: 'aab', y: 'b' }
  start()
  for (let time = 1; time <= 2; time++) {
    clock.turn(everyMs)
    await vi.waitFor(() => expect([told.length, clock.waiting]).toEqual([time, 1]))
  }
  expect(told).toEqual(['x:a x:b y:b at-a at-b', 'x:a x:b y:b at-a at-b'])
})

test('nobody is nothing to say', async () => {
  rooms = { x: '' }
  start()
  clock.turn(everyMs)
  await vi.waitFor(() => expect(clock.waiting).toBe(1))
  expect(tell).not.toHaveBeenCalled()
})

test('a database that is away is told the next time', async () => {
  rooms = { x: 'a' }
  tell.mockRejectedValueOnce(new Error('away'))
  start()
  clock.turn(everyMs)
  await vi.waitFor(() => expect(clock.waiting).toBe(1))
  clock.turn(everyMs)
  await vi.waitFor(() => expect(told).toEqual(['x:a at-a']))
})

test('closed, it says nothing more', async () => {
  rooms = { x: 'a' }
  await start().close()
  clock.turn(10 * everyMs)
  expect([tell.mock.calls.length, clock.waiting]).toEqual([0, 0])
})
