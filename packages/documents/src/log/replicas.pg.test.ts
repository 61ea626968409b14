import { type CreatedUser, createDocument, createUser, type TestDatabase, testDatabase } from '@tandem/db/factories'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { removePerson } from '../sharing/people.ts'
import { ReplicaWriter } from '../testing/replica-writer.ts'
import { appendChanges } from './append.ts'
import { issueReplica, replicaAuthors, replicaOwner } from './replicas.ts'

let db: TestDatabase
let alice: CreatedUser
let bob: CreatedUser
let sam: CreatedUser
let document: string

beforeAll(async () => {
  db = await testDatabase()
  alice = await createUser(db, { name: 'Alice' })
  bob = await createUser(db, { name: 'Bob' })
  sam = await createUser(db, { name: 'Sam' })
})
afterAll(() => db[Symbol.asyncDispose]())
beforeEach(async () => {
  document = (await createDocument(db, { owner: alice, people: [{ userId: bob.id, role: 'viewer' }] })).id
})

test('replicas are never given out twice, whoever asks at once', async () => {
  const issue = (user: CreatedUser) => issueReplica(db, { documentId: document, userId: user.id, sessionId: 'tab' })
  const ids = await Promise.all(Array.from({ length: 40 }, (_, index) => issue(index % 2 ? alice : bob)))
  expect(ids.sort((x, y) => x - y)).toEqual(Array.from({ length: 40 }, (_, index) => index + 1))
})

test('who asks for one waits for nobody who writes, nor they for them', async () => {
  const writer = await ReplicaWriter.issued(db, document, alice.id)
  const other = await db.pool.connect()
  try {
    await other.query('BEGIN')
    await other.query('SELECT issue_replica($1, $2, $3)', [document, bob.id, 'bob’s tab'])
    expect((await appendChanges(db, document, [writer.next()])).verdicts).toMatchObject([{ status: 'appended' }])
    await other.query('COMMIT; BEGIN')
    await other.query('SELECT FROM document WHERE id = $1 FOR NO KEY UPDATE', [document])
    const next = await issueReplica(db, { documentId: document, userId: bob.id, sessionId: 'bob’s other tab' })
    expect(next).toBe(writer.replica + 2)
    await other.query('COMMIT')
  } finally {
    other.release(true)
  }
})

test('a replica belongs to the person and session it was issued to', async () => {
  const id = await issueReplica(db, { documentId: document, userId: bob.id, sessionId: 'bob’s tab' })
  expect(await replicaOwner(db, document, id)).toEqual({
    userId: bob.id,
    sessionId: 'bob’s tab',
    lastRseq: 0,
    nextCounter: 0,
  })
  for (const missing of [id + 1, 0, -1, 1.5, Number.NaN, 2 ** 31, 2 ** 53]) {
    expect(await replicaOwner(db, document, missing)).toBeNull()
  }
  expect(await replicaOwner(db, 'missing', id)).toBeNull()
})

test('only people with access get one', async () => {
  for (const [documentId, userId] of [
    [document, sam.id],
    ['missing', alice.id],
    ['a\0b', alice.id],
    [document, 'a\0b'],
  ] as const) {
    await expect(issueReplica(db, { documentId, userId, sessionId: 'tab' })).rejects.toMatchObject({
      code: 'not_found',
    })
  }
})

test('authors are those who have written, also after they lost access', async () => {
  await removePerson(db, { userId: bob.id }, document, bob.id)
  await db.prisma.permission.create({ data: { documentId: document, userId: bob.id, role: 'editor' } })
  const [a, b] = [await ReplicaWriter.issued(db, document, alice.id), await ReplicaWriter.issued(db, document, bob.id)]
  await ReplicaWriter.issued(db, document, alice.id)
  await appendChanges(db, document, [b.next(), a.next()])
  await removePerson(db, { userId: alice.id }, document, bob.id)
  expect([...(await replicaAuthors(db, document))]).toEqual([
    [a.replica, { id: alice.id, name: 'Alice' }],
    [b.replica, { id: bob.id, name: 'Bob' }],
  ])
  expect(await replicaAuthors(db, 'missing')).toEqual(new Map())
})
