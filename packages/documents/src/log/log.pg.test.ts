import { type CreatedUser, createDocument, createUser, type TestDatabase, testDatabase } from '@tandem/db/factories'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ReplicaWriter } from '../testing/replica-writer.ts'
import { appendChanges } from './append.ts'
import { head, readLog } from './log.ts'
import { dropSnapshot, latestSnapshot, saveSnapshot } from './snapshots.ts'

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

  test('gives changes of the first format in the latest', async () => {
    const b = await ReplicaWriter.issued(db, document, alice.id)
    const payload = Buffer.from('01010100004061', 'hex')
    await appendChanges(db, document, [b.next({ payload })])
    const [row] = await readLog(db, document, { after: 10, limit: 1 })
    expect(Buffer.from(row?.payload ?? []).toString('hex')).toBe('800101004061')
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
  const save = (seq: number, digest = `digest ${seq}`) =>
    saveSnapshot(db, document, { seq, coding: 'brotli', size: 1000, state, digest })
  const damaged: number[] = []
  const latest = () => latestSnapshot(db, document, (seq) => damaged.push(seq))
  const kept = async () => {
    const rows = await db.prisma.snapshot.findMany({ where: { documentId: document }, orderBy: { seq: 'asc' } })
    return rows.map(({ seq }) => Number(seq))
  }

  test('come back byte for byte, the newest first', async () => {
    expect(await latest()).toBeNull()
    await save(3)
    await save(5)
    const newest = await latest()
    expect(newest && { ...newest, state: [...newest.state] }).toEqual({
      seq: 5,
      coding: 'brotli',
      size: 1000,
      state: [...state],
      digest: 'digest 5',
    })
    expect(damaged).toEqual([])
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
    expect(await latest()).toMatchObject({ seq: 5, digest: 'mended' })
    expect(await kept()).toEqual([5])
  })

  test('whose bytes are not what was saved are told of and removed, and the one before takes their place', async () => {
    for (const seq of [4, 6]) await save(seq)
    await db.owner.query('UPDATE snapshot SET state = set_byte(state, 9, 200) WHERE document_id = $1 AND seq = 6', [
      document,
    ])
    expect(await latest()).toMatchObject({ seq: 4 })
    expect(damaged.splice(0)).toEqual([6])
    expect(await kept()).toEqual([4])
    await db.owner.query('UPDATE snapshot SET state = substr(state, 1, 100) WHERE document_id = $1', [document])
    expect(await latest()).toBeNull()
    expect(damaged.splice(0)).toEqual([4])
    expect(await kept()).toEqual([])
  })

  test('of the first format are given in the latest', async () => {
    const [first, second] = [
      '0102010101000101050401010101050102020001010500000b61c3a9f09f9a80f09f988000006812bd8ae272051e',
      '026812bd8ae272051ebcf2704c0b61c3a9f09f9a80f09f98800201010100010105000001010101050102000000080001010000',
    ].map((hex) => Buffer.from(hex, 'hex'))
    if (!first || !second) throw new Error('two formats')
    await saveSnapshot(db, document, { seq: 4, coding: 'identity', size: first.length, state: first, digest: '' })
    const newest = await latest()
    expect(newest && { ...newest, state: Buffer.from(newest.state) }).toMatchObject({
      size: second.length,
      state: second,
    })
    const broken = first.subarray(0, -1)
    await saveSnapshot(db, document, { seq: 6, coding: 'identity', size: broken.length, state: broken, digest: '' })
    expect(await latest()).toMatchObject({ seq: 4 })
    expect(damaged.splice(0)).toEqual([6])
  })

  test('can be removed', async () => {
    for (const seq of [4, 6]) await save(seq)
    await dropSnapshot(db, document, 6)
    await dropSnapshot(db, document, 5)
    expect(await kept()).toEqual([4])
  })

  test('beyond the head, or of nothing, are not kept', async () => {
    await save(11)
    await saveSnapshot(db, 'missing', { seq: 0, coding: 'identity', size: 256, state, digest: '' })
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
