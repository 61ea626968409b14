import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Client, Shown } from '../clients/client.ts'
import { Scene } from './scene.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'setImmediate'] }))
afterEach(() => void vi.useRealTimers())

type Faults = { readonly loses?: string; readonly shows?: (text: string) => string }

/** A server and its clients in one: everybody appends, and sees at once what others append. */
function inMemory({ loses = '', shows = (text) => text }: Faults = {}) {
  const texts: { text: string }[] = []
  const screens: { own: { text: string }; shown: Shown }[] = []
  const failures: ((reason: string) => void)[] = []
  const deliver = (inserted: string, from: { text: string } | null) => {
    for (const { own, shown } of screens) {
      const isLost = inserted === loses && own !== from
      if (isLost) continue
      const at = own.text.length
      own.text += inserted
      if (own !== from) shown(at, 0, inserted)
    }
  }
  const client: Client = {
    seed: null,
    async openScreen(_, shown, failed) {
      const own = { text: '' }
      texts.push(own)
      screens.push({ own, shown })
      failures.push(failed)
      return {
        replace: (_at, _removed, inserted) => deliver(inserted, own),
        text: () => (own === texts[0] ? shows(own.text) : own.text),
        close() {},
      }
    },
    async joinCrowd(_, failed) {
      failures.push(failed)
      return { type: (text) => deliver(text, null), stopReading() {}, close() {} }
    },
  }
  return { client, failures }
}

const job = { url: '', documents: [{ document: 'A', members: [] }] }
const cast = { sessions: 3, screens: 2, typists: 3 }

async function typed(faults: Faults = {}) {
  const { client, failures } = inMemory(faults)
  const scene = await Scene.open(client, job, cast)
  for (const strike of [...scene.strikes, ...scene.strikes]) strike()
  return { scene, failures }
}

test('every screen shows every key, of the crowd as well', async () => {
  const { scene } = await typed()
  expect(scene.typed).toBe(6)
  // Two keys each: of the other screen and of the crowd on one, the same on the other one.
  expect(scene.latencies).toHaveLength(8)
  expect(await scene.caughtUp(0)).toBe(true)
  await expect(scene.compare()).resolves.toBeUndefined()
})

test('a key that does not arrive is missed', async () => {
  const { scene } = await typed({ loses: 'C' })
  const caughtUp = scene.caughtUp(100)
  await vi.advanceTimersByTimeAsync(200)
  expect(await caughtUp).toBe(false)
})

test.each([
  ['a screen with another text', (text: string) => [...text].reverse().join(''), 'two screens show different texts'],
  ['a key twice', (text: string) => `${text}A`, 'two screens show different texts'],
])('%s is noticed', async (_, shows, words) => {
  const { scene } = await typed({ shows })
  const compared = expect(scene.compare()).rejects.toThrow(words)
  await vi.advanceTimersByTimeAsync(10_000)
  await compared
})

test('a session that is lost ends it, unless it has stopped reading', async () => {
  const { scene, failures } = await typed()
  scene.stopOneReader()
  failures[2]?.('cut')
  expect(await scene.caughtUp(0)).toBe(true)
  failures[1]?.('the server is gone')
  await expect(scene.caughtUp(0)).rejects.toThrow('the server is gone')
})

test('a paste is no key, and replaces the one before', async () => {
  const { client } = inMemory()
  const replaced: [number, number, number][] = []
  const watched: Client = {
    ...client,
    async openScreen(place, shown, failed) {
      const screen = await client.openScreen(place, shown, failed)
      return {
        ...screen,
        replace(at, removed, inserted) {
          replaced.push([at, removed, inserted.length])
          screen.replace(at, removed, inserted)
        },
      }
    },
  }
  const scene = await Scene.open(watched, job, { ...cast, typists: 1 })
  scene.strikes[0]?.()
  scene.paste(5)
  scene.paste(7)
  expect(replaced).toEqual([
    [0, 0, 1],
    [1, 0, 5],
    [1, 5, 7],
  ])
  expect([scene.typed, await scene.caughtUp(0)]).toEqual([1, true])
  await expect(scene.compare()).resolves.toBeUndefined()
})
