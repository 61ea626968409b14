import { decodeChange } from '@tandem/crdt'
import { expect, test } from 'vitest'
import { headPollMs } from '../cluster/cluster-limits.ts'
import type { DocumentLog } from '../storage/document-log.ts'
import { signInOf, typed } from '../storage/document-log-contract.ts'
import { RoomRegistry } from './room-registry.ts'
import type { SessionConnection } from './room-session.ts'
import type { Pushed } from './room-writer.ts'
import { memoryParts } from './testing/memory-parts.ts'
import { FakeConnection } from './testing/room-stage.ts'

function stage() {
  const { parts } = memoryParts()
  const { clock, cluster, metrics } = parts
  const registry = new RoomRegistry({ ...parts, endOfTurn: setImmediate })
  const acquire = async () => {
    const room = await registry.acquire('doc')
    if (!room) throw new Error('the document is there')
    return room
  }
  const codes: string[] = []
  const connection = (): SessionConnection => ({
    closed: false,
    congested: false,
    send() {
      throw new Error('a mistake of ours')
    },
    refuse: (code) => void codes.push(code),
    drained: async () => {},
    close: ({ code }) => void codes.push(code),
  })
  const failures = async () => (await metrics.roomFailures.get()).values[0]?.value
  return { registry, acquire, clock, cluster, connection, codes, failures }
}

test('G1 a room is open as long as somebody holds it', async () => {
  const { registry, acquire } = stage()
  const room = await acquire()
  expect(await acquire()).toBe(room)
  registry.release(room)
  expect(registry.open()).toEqual([room])
  registry.release(room)
  expect(registry.open()).toEqual([])
  expect(await registry.acquire('missing')).toBeNull()
  expect(registry.open()).toEqual([])
})

test('A5 whose sign-in has ended is told that and nothing of what else has changed', async () => {
  const { registry, acquire, connection } = stage()
  const room = await acquire()
  const told: string[] = []
  const close = ({ code }: { readonly code: string }) => void told.push(code)
  const listening = { ...connection(), send: () => void told.push('a message'), close }
  const session = room.join(listening, { id: 'alice', name: 'Alice', hue: 0 }, 'sign-in', [])
  room.start(session, 0)
  const access = { revision: 5, title: 'New', trashed: false, roles: new Map([['alice', 'viewer'] as const]) }
  registry.accessChanged({
    documents: new Map([[room.documentId, access]]),
    ended: new Map([['sign-in', 'auth_required']]),
  })
  expect(told).toEqual(['auth_required'])
})

test('G2 an error in a timer gives the room up: everybody is sent away, and a new one opens from the log', async () => {
  const { registry, acquire, clock, cluster, connection, codes, failures } = stage()
  const room = await acquire()
  const session = room.join(connection(), { id: 'alice', name: 'Alice', hue: 0 }, 'editor', [])
  room.start(session, 0)
  await new Promise(setImmediate)
  clock.turn(60_000)
  expect(codes).toEqual(['internal'])
  expect(registry.open()).toEqual([])
  expect(await failures()).toBe(1)
  await cluster.close()
  expect(clock.waiting).toBe(0)

  const next = await acquire()
  expect(next).not.toBe(room)
  // Those who held the old one give it back as they find out.
  registry.release(room)
  expect(registry.open()).toEqual([next])
  room.fail(new Error('once more'))
  expect([registry.open(), await failures()]).toEqual([[next], 1])
})

test('G3 whoever comes while something of those who left is on its way into the log sees it, too', async () => {
  const { registry, room, session, letGo } = await writingStage()
  room.leave(session)
  registry.release(room)

  const next = await registry.acquire('doc')
  letGo()
  await room.idle()
  expect(next?.head).toBe(1)
  if (next) registry.release(next)
  expect(registry.open()).toEqual([])
})

test('G3 a room is open until what was pushed last is decided, also when nobody comes', async () => {
  const { registry, acquire } = stage()
  const room = await acquire()
  const session = room.join(new FakeConnection(), { id: 'alice', name: 'Alice', hue: 0 }, signInOf('alice'), [1])
  room.push(session, [pushedOf(1)])
  room.leave(session)
  registry.release(room)
  expect(registry.open()).toEqual([room])
  await room.idle()
  expect(registry.open()).toEqual([])
})

test('G3 what a room that was given up had on its way into the log is told to those who came to the next one meanwhile', async () => {
  const { registry, room, clock, letGo } = await writingStage()
  room.fail(new Error('a mistake of ours'))
  const next = await registry.acquire('doc')
  const bob = new FakeConnection()
  const session = next?.join(bob, { id: 'bob', name: 'Bob', hue: 0 }, signInOf('bob'), [])
  if (session) next?.start(session, 0)
  letGo()
  await room.idle()
  clock.turn(headPollMs)
  await new Promise(setImmediate)
  expect(bob.seqs).toEqual([1])
})

/** Alice has pushed a change, whose commit waits until it is let go. */
async function writingStage() {
  const { parts } = memoryParts()
  let letGo = () => {}
  const held = new Promise<void>((resolve) => {
    letGo = resolve
  })
  const append: DocumentLog['append'] = async (documentId, entries) => {
    await held
    return parts.log.append(documentId, entries)
  }
  const registry = new RoomRegistry({ ...parts, log: { ...parts.log, append }, endOfTurn: setImmediate })
  const room = await registry.acquire('doc')
  if (!room) throw new Error('the document is there')
  const replica = await parts.log.issueReplica({ documentId: 'doc', userId: 'alice', sessionId: 'session' })
  const person = { id: 'alice', name: 'Alice', hue: 0 }
  const session = room.join(new FakeConnection(), person, signInOf('alice'), [replica])
  room.push(session, [pushedOf(replica)])
  await new Promise(setImmediate)
  return { registry, room, session, clock: parts.clock, letGo }
}

/** A change as this replica's session pushes it. */
function pushedOf(replica: number): Pushed {
  const [{ payload }] = typed(replica, 'x')
  return { change: decodeChange(payload), payload }
}
