import { type CreatedUser, createDocument, createUser, type TestDatabase, testDatabase } from '@tandem/db/factories'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { removePerson } from '../sharing/people.ts'
import { ReplicaWriter } from '../testing/replica-writer.ts'
import { behind } from '../testing/waiting.ts'
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
    await other.query('SELECT issue_replica($1, $2, $3, 5)', [document, bob.id, 'bob’s tab'])
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

test('of a person’s replicas in a document the newest stay, and those as which they wrote; no number comes twice', async () => {
  const issue = (user: CreatedUser) => issueReplica(db, { documentId: document, userId: user.id, sessionId: 'tab' }, 2)
  const writer = await ReplicaWriter.issued(db, document, alice.id)
  await appendChanges(db, document, [writer.next()])
  await issue(bob)
  const unused = new ReplicaWriter(alice.id, await issue(alice))
  await issue(alice)
  expect(await replicas()).toEqual([1, 2, 3, 4])
  expect(await issue(alice)).toBe(5)
  expect(await replicas()).toEqual([1, 2, 4, 5])
  expect((await appendChanges(db, document, [unused.next(), writer.next()])).verdicts).toMatchObject([
    { status: 'refused', code: 'replica_invalid' },
    { status: 'appended' },
  ])
  expect(await issue(alice)).toBe(6)
  expect(await replicas()).toEqual([1, 2, 5, 6])
})

test('what is being written as a replica is not lost with it: giving it back waits', async () => {
  const writer = await ReplicaWriter.issued(db, document, alice.id)
  const { rseq, replica } = writer.next()
  const issued = await behind(
    db,
    [
      `WITH held AS (SELECT FROM document WHERE id = $1 FOR NO KEY UPDATE)
        UPDATE replica SET last_rseq = $3 WHERE document_id = $1 AND id = $2 AND EXISTS (SELECT FROM held)`,
      [document, replica, rseq],
    ],
    () => issueReplica(db, { documentId: document, userId: alice.id, sessionId: 'tab' }, 1),
  )
  expect(issued).toEqual({ status: 'fulfilled', value: 2 })
  expect(await replicas()).toEqual([1, 2])
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

/** The replicas of the document that there are. */
async function replicas(): Promise<number[]> {
  const rows = await db.prisma.replica.findMany({ where: { documentId: document }, orderBy: { id: 'asc' } })
  return rows.map(({ id }) => id)
}
