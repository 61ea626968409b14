import { connect } from '@tandem/db'
import { type CreatedUser, createDocument, createUser, type TestDatabase, testDatabase } from '@tandem/db/factories'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ReplicaWriter } from '../testing/replica-writer.ts'
import { appendChanges, appendTogether } from './append.ts'
import type { ChangeEntry } from './change-entry.ts'

let db: TestDatabase
let alice: CreatedUser
let writer: ReplicaWriter
let document: string
let old: ChangeEntry

beforeAll(async () => {
  db = await testDatabase()
  alice = await createUser(db, { name: 'Alice' })
  document = (await createDocument(db, { owner: alice })).id
  writer = await ReplicaWriter.issued(db, document, alice.id)
  old = writer.next()
  await appendChanges(db, document, [old])
})
afterAll(() => db[Symbol.asyncDispose]())

/** Whether the commit of this append would wait for the disk. */
async function waits(...entries: ChangeEntry[]): Promise<boolean> {
  const other = connect(db.url)
  try {
    // One statement after another: all of them get the pool's only connection.
    await other.pool.query('BEGIN')
    await appendTogether(other, [{ documentId: document, entries }])
    const { rows } = await other.pool.query<{ synchronous_commit: string }>('SHOW synchronous_commit')
    await other.pool.query('ROLLBACK')
    return rows[0]?.synchronous_commit !== 'off'
  } finally {
    await other.close()
  }
}

test('what is appended waits for the disk, what only is refused or known does not', async () => {
  const gap = writer.peek({ rseq: writer.rseq + 1 })
  expect(await waits(writer.peek())).toBe(true)
  expect(await waits(gap, writer.peek())).toBe(true)
  expect(await waits(gap, gap)).toBe(false)
  expect(await waits(old)).toBe(false)
})

test('the next transaction on the connection waits for the disk again', async () => {
  const other = connect(db.url)
  try {
    await appendChanges(other, document, [old])
    const { rows } = await other.pool.query('SHOW synchronous_commit')
    expect(rows).toEqual([{ synchronous_commit: 'on' }])
  } finally {
    await other.close()
  }
})
