import { type CreatedUser, createDocument, createUser, type TestDatabase, testDatabase } from '@tandem/db/factories'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { appendChanges } from './append.ts'
import { head, readLog } from './log.ts'
import { latestSnapshot, saveSnapshot } from './snapshots.ts'
import { ReplicaWriter } from './testing/replica-writer.ts'

let db: TestDatabase
let alice: CreatedUser
let document: string

beforeAll(async () => {
  db = await testDatabase()
  alice = await createUser(db)
})
afterAll(() => db[Symbol.asyncDispose]())

beforeEach(async () => {
  document = (await createDocument(db, { owner: alice })).id
  const a = await ReplicaWriter.issued(db, document, alice.id)
  await appendChanges(
    db,
    document,
    Array.from({ length: 10 }, () => a.next({ payload: Buffer.alloc(100) })),
  )
})

describe('reading the log', () => {
  const read = async (options: { after: number; limit: number; maxBytes?: number }) =>
    (await readLog(db, document, options)).map(({ seq }) => seq)

  test('begins after a seq and ends at a number of rows', async () => {
    expect(await read({ after: 0, limit: 3 })).toEqual([1, 2, 3])
    expect(await read({ after: 7, limit: 100 })).toEqual([8, 9, 10])
    expect(await read({ after: 10, limit: 100 })).toEqual([])
    expect(await read({ after: 0, limit: 0 })).toEqual([])
  })

  test('ends at a number of bytes, after one row at least', async () => {
    expect(await read({ after: 2, limit: 100, maxBytes: 300 })).toEqual([3, 4, 5])
    expect(await read({ after: 2, limit: 100, maxBytes: 299 })).toEqual([3, 4])
    expect(await read({ after: 2, limit: 100, maxBytes: 1 })).toEqual([3])
    expect(await read({ after: 2, limit: 2, maxBytes: 300 })).toEqual([3, 4])
  })

  test('of a document that does not exist', async () => {
    expect(await readLog(db, 'missing', { after: 0, limit: 1 })).toEqual([])
    expect(await head(db, 'missing')).toBeNull()
    expect(await head(db, 'a\0b')).toBeNull()
    expect(await head(db, document)).toBe(10)
  })
})

describe('snapshots', () => {
  const state = Uint8Array.from({ length: 256 }, (_, byte) => byte)
  const save = (seq: number, digest = `digest ${seq}`) => saveSnapshot(db, document, { seq, state, digest })
  const kept = async () => {
    const rows = await db.prisma.snapshot.findMany({ where: { documentId: document }, orderBy: { seq: 'asc' } })
    return rows.map(({ seq }) => Number(seq))
  }

  test('come back byte for byte, the newest first', async () => {
    expect(await latestSnapshot(db, document)).toBeNull()
    await save(3)
    await save(5)
    const latest = await latestSnapshot(db, document)
    expect(latest && { ...latest, state: [...latest.state] }).toEqual({ seq: 5, state: [...state], digest: 'digest 5' })
  })

  test('are two in all, the newest; the log stays', async () => {
    for (const seq of [2, 4, 6, 8]) await save(seq)
    expect(await kept()).toEqual([6, 8])
    await save(7)
    expect(await kept()).toEqual([7, 8])
    await save(1)
    expect(await kept()).toEqual([7, 8])
    expect(await head(db, document)).toBe(10)
    expect(await readLog(db, document, { after: 0, limit: 100 })).toHaveLength(10)
  })

  test('for a seq that has one replace it', async () => {
    await save(5, 'damaged')
    await save(5, 'mended')
    expect(await latestSnapshot(db, document)).toMatchObject({ seq: 5, digest: 'mended' })
    expect(await kept()).toEqual([5])
  })

  test('beyond the head, or of nothing, are not kept', async () => {
    await save(11)
    await saveSnapshot(db, 'missing', { seq: 0, state, digest: '' })
    expect(await kept()).toEqual([])
    await save(10)
    expect(await kept()).toEqual([10])
  })

  test('from two servers at once leave two', async () => {
    await Promise.all([save(4), save(6), save(8), save(9)])
    await save(10)
    expect((await kept()).at(-1)).toBe(10)
    expect((await kept()).length).toBe(2)
  })
})
