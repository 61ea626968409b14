import { randomBytes } from 'node:crypto'
import { removePerson } from '@tandem/documents'
import { type Downstream, limits, type PresenceMessage } from '@tandem/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hostileStage } from './testing/hostile-stage.ts'
import { until } from './testing/test-server.ts'

/** Rows D of the list of bad inputs: who is here, and where. What the schema can't hold (colours, names, times) can't be said. */

let stage: Awaited<ReturnType<typeof hostileStage>>
beforeAll(async () => {
  stage = await hostileStage()
})
afterAll(() => stage[Symbol.asyncDispose]())

const place = (activity: PresenceMessage['activity'], selections: PresenceMessage['selections'] = []) =>
  ({ kind: 'presence', activity, selections, company: null }) as const

const isPresence = (message: Downstream) => message.kind === 'presence'

test('D5 two hundred places at once are a few for the others, and no error', async () => {
  const document = await stage.document()
  const { connection, welcome } = await document.join(document.mallory)
  const { connection: other } = await document.join(document.bob)
  for (let count = 0; count < 200; count++) connection.send(place(count % 2 === 0 ? 'idle' : 'active'))
  connection.send({ kind: 'push', changes: [] })
  await connection.closed()
  const key = welcome.kind === 'welcome' ? welcome.key : 0
  await other.next((message) => message.kind === 'presence' && message.left.includes(key))
  const moves = other.received.flatMap((message) => (message.kind === 'presence' ? message.moved : []))
  expect(moves.filter((move) => move.key === key).length).toBeLessThan(20)
  await document.isUnharmed(['bad_request'])
})

test('D6 a megabyte of presence ends the connection', async () => {
  const document = await stage.document()
  const { connection } = await document.join(document.mallory)
  connection.sendBytes(new Uint8Array(1_000_000).fill(2, 0, 1))
  await connection.closed()
  await document.isUnharmed([undefined])
})

test('D7 who was removed is not shown any more, and is shown nothing', async () => {
  const document = await stage.document()
  const [typing, watching] = document.sessions
  const { connection } = await document.join(document.mallory)
  const ids = () => watching.peers.map((peer) => peer.user.id)
  await until(watching, () => ids().includes(document.mallory.id))
  await removePerson(stage.server.db, { userId: document.alice.id }, document.id, document.mallory.id)
  await connection.closed()
  const seen = connection.received.length
  connection.send(place('idle'))
  await until(watching, () => !ids().includes(document.mallory.id))
  typing.setActivity('idle')
  await until(watching, () => watching.peers.some((peer) => peer.activity === 'idle'))
  expect(connection.received.length).toBe(seen)
  expect(ids()).toEqual([document.alice.id])
  await document.isUnharmed(['not_found'])
})

test('D8 places go with their connections, however many come and go', async () => {
  const document = await stage.document()
  const [, watching] = document.sessions
  for (let count = 0; count < 30; count++) {
    const { connection } = await document.join(document.mallory)
    connection.send(place('active'))
    connection.close()
  }
  await until(watching, () => watching.peers.every((peer) => peer.user.id !== document.mallory.id))
  const { connection, welcome } = await document.join(document.mallory)
  const there = welcome.kind === 'welcome' ? welcome.peers.map(({ person }) => person.id).sort() : []
  expect(there).toEqual([document.alice.id, document.bob.id].sort())
  connection.close()
  await document.isUnharmed([])
})

test('D10 a viewer has a place, and is shown as what they are', async () => {
  const document = await stage.document()
  const [typing, watching] = document.sessions
  watching.select([{ anchor: 1, head: 3 }])
  await until(typing, () => typing.peers.some((peer) => peer.selections.length > 0))
  expect(typing.peers).toMatchObject([{ role: 'viewer', user: { id: document.bob.id } }])
  await document.isUnharmed([])
})

test('D11 of a person the others learn the name, and nothing that signs in', async () => {
  const document = await stage.document()
  const { connection, welcome } = await document.join(document.bob)
  await connection.next(isPresence)
  const told = JSON.stringify([welcome, ...connection.received])
  expect(told).toContain(document.alice.name)
  for (const { email } of [document.alice, document.bob, document.mallory]) expect(told).not.toContain(email)
  const people = welcome.kind === 'welcome' ? welcome.peers.map(({ person }) => Object.keys(person).sort()) : []
  expect(people).toEqual([
    ['hue', 'id', 'name'],
    ['hue', 'id', 'name'],
  ])
  connection.close()
  await document.isUnharmed([])
})

test('a place that is none is passed on as it came, and hurts nobody', async () => {
  const document = await stage.document()
  const [, watching] = document.sessions
  const { connection } = await document.join(document.mallory)
  const garbage = new Uint8Array(randomBytes(limits.maxAnchorBytes))
  connection.send(place('idle', [{ anchor: garbage, head: garbage }]))
  await until(watching, () => watching.peers.some((peer) => peer.activity === 'idle'))
  expect(watching.state.phase).toBe('live')
  await document.isUnharmed([])
})
