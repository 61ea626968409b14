import { type CreatedUser, createDocument, createUser, type TestDatabase, testDatabase } from '@tandem/db/factories'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ReplicaWriter } from '../testing/replica-writer.ts'
import { appendChanges, appendTogether } from './append.ts'
import type { ChangeEntry } from './change-entry.ts'
import { head, readLog } from './log.ts'

let db: TestDatabase
let alice: CreatedUser
let bob: CreatedUser

beforeAll(async () => {
  db = await testDatabase()
  alice = await createUser(db, { name: 'Alice' })
  bob = await createUser(db, { name: 'Bob' })
})
afterAll(() => db[Symbol.asyncDispose]())

/** A document of Alice's that Bob edits, and a replica of each. */
async function place() {
  const { id } = await createDocument(db, { owner: alice, people: [{ userId: bob.id, role: 'editor' }] })
  return { id, a: await ReplicaWriter.issued(db, id, alice.id), b: await ReplicaWriter.issued(db, id, bob.id) }
}

async function rowsOf(documentId: string): Promise<string[]> {
  const rows = await readLog(db, documentId, { after: 0, limit: 100 })
  return rows.map((row) => `${row.seq} ${row.replica}:${row.rseq} ${row.userId === alice.id ? 'alice' : 'bob'}`)
}

const batch = (documentId: string, ...entries: ChangeEntry[]) => ({ documentId, entries })

test('each document gets its own part: people, replicas, entries and references', async () => {
  const [x, y, z] = [await place(), await place(), await place()]
  const [first, second] = [y.a.next({ characters: 3 }), y.b.next()]
  const refers = y.b.next({ lamport: 4, references: new Map([[y.a.replica, 2]]) })
  const outcomes = await appendTogether(db, [
    batch(x.id, x.b.next(), x.a.next(), x.b.next()),
    batch(y.id, first, second, refers),
    batch(z.id, z.a.next({ references: new Map([[z.b.replica, 0]]) })),
  ])
  expect(outcomes).toMatchObject([
    { head: 3, verdicts: [{ seq: 1 }, { seq: 2 }, { seq: 3 }] },
    { head: 3, verdicts: [{ seq: 1 }, { seq: 2 }, { status: 'appended', seq: 3 }] },
    { head: 0, verdicts: [{ status: 'refused', code: 'unknown_dependency' }] },
  ])
  expect(await rowsOf(x.id)).toEqual([`1 ${x.b.replica}:1 bob`, `2 ${x.a.replica}:1 alice`, `3 ${x.b.replica}:2 bob`])
  expect(await rowsOf(y.id)).toEqual([`1 ${y.a.replica}:1 alice`, `2 ${y.b.replica}:1 bob`, `3 ${y.b.replica}:2 bob`])
  expect(await rowsOf(z.id)).toEqual([])
})

test('what one document refuses does not touch the others; what is known is known', async () => {
  const [x, y] = [await place(), await place()]
  const entry = x.a.next()
  await appendChanges(db, x.id, [entry])
  const gap = y.a.peek({ rseq: 2 })
  const outcomes = await appendTogether(db, [batch(y.id, gap), batch(x.id, entry, x.a.next())])
  expect(outcomes).toMatchObject([
    { head: 0, verdicts: [{ code: 'gap' }] },
    {
      head: 2,
      verdicts: [
        { status: 'known', seq: 1 },
        { status: 'appended', seq: 2 },
      ],
    },
  ])
})

test('a document that somebody else holds, and one that is none, are passed over; the others do not wait', async () => {
  const [x, y] = [await place(), await place()]
  const holder = await db.pool.connect()
  try {
    await holder.query('BEGIN')
    await holder.query('SELECT FROM document WHERE id = $1 FOR UPDATE', [x.id])
    const entry = x.a.next()
    const outcomes = await appendTogether(db, [
      batch(x.id, entry),
      batch('missing', entry),
      batch(y.id, y.a.next(), y.b.next()),
    ])
    expect(outcomes).toMatchObject([null, null, { head: 2 }])
    expect(await head(db, x.id)).toBe(0)
  } finally {
    await holder.query('ROLLBACK')
    holder.release()
  }
})
