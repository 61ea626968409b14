import { decodeChange, TandemDoc } from '@tandem/crdt'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createDocument } from './create-document.ts'
import { createUser } from './create-user.ts'
import { type TestDatabase, testDatabase } from './test-database.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db[Symbol.asyncDispose]())

test('a long text with surrogate pairs at every cut is written as changes that give it back', async () => {
  const owner = await createUser(db)
  const text = `a${'\u{1f600}'.repeat(10_000)}`
  const { id } = await createDocument(db, { owner, text, properties: { language: 'Markdown', wrap: true } })
  const { head, characters, lamport, counter } = await db.prisma.document.findUniqueOrThrow({
    where: { id },
    include: { counter: true },
  })
  const rows = await db.prisma.operation.findMany({ where: { documentId: id }, orderBy: { seq: 'asc' } })
  const doc = new TandemDoc()
  doc.apply(rows.map(({ payload }) => decodeChange(payload)))
  expect(doc.toString()).toBe(text)
  expect(doc.properties.get('wrap')).toBe(true)
  expect([head, characters, lamport, counter?.next]).toEqual([
    BigInt(rows.length),
    BigInt(text.length),
    BigInt(doc.lamport),
    2,
  ])
  const replica = await db.prisma.replica.findUniqueOrThrow({ where: { documentId_id: { documentId: id, id: 1 } } })
  expect(replica).toMatchObject({
    nextCounter: BigInt(text.length),
    lastRseq: BigInt(rows.length),
    lamport: BigInt(doc.lamport),
  })
})

test('a test database is its own', async () => {
  await using other = await testDatabase()
  await createUser(other, { email: 'only@example.test' })
  expect(await db.prisma.user.count({ where: { email: 'only@example.test' } })).toBe(0)
})
