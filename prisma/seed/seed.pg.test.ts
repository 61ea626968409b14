import { decodeChange, TandemDoc } from '@tandem/crdt'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../factories/test-database.ts'
import { documents, people } from './documents.ts'
import { seed } from './seed.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db[Symbol.asyncDispose]())

test('the seed makes everything once, and its documents open with their text and language', async () => {
  const first = await seed(db)
  expect(first).toMatchObject({ people: people.length, documents: documents.length })
  expect(await seed(db)).toEqual({ ...first, people: 0, documents: 0 })

  for (const { title, text, language } of documents) {
    const { id, head } = await db.prisma.document.findFirstOrThrow({ where: { title } })
    const rows = await db.prisma.operation.findMany({ where: { documentId: id }, orderBy: { seq: 'asc' } })
    expect(rows.map(({ seq }) => seq)).toEqual(Array.from({ length: Number(head) }, (_, index) => BigInt(index + 1)))
    const doc = new TandemDoc()
    doc.apply(rows.map(({ payload }) => decodeChange(payload)))
    expect(doc.toString()).toBe(text)
    expect(doc.properties.get('language')).toBe(language)
  }
})

test('the seed leaves alone what people made of it', async () => {
  await seed(db)
  const { id } = await db.prisma.document.findFirstOrThrow({ where: { title: 'Scratch' } })
  await db.prisma.document.update({ where: { id }, data: { title: 'Mine now' } })
  expect(await seed(db)).toMatchObject({ people: 0, documents: 0 })
  expect(await db.prisma.document.findUniqueOrThrow({ where: { id } })).toMatchObject({ title: 'Mine now' })
})
