import { decodeChange, TandemDoc } from '@tandem/crdt'
import { createDocument } from '@tandem/db/factories'
import { readLog } from '@tandem/documents'
import { describe, expect, test } from 'vitest'
import { settled, testServer, until } from './testing/test-server.ts'

async function textInLog(db: Parameters<typeof readLog>[0], documentId: string): Promise<string> {
  const doc = new TandemDoc()
  const rows = await readLog(db, documentId, { after: 0, limit: 10_000 })
  doc.apply(rows.map((row) => decodeChange(row.payload)))
  return doc.toString()
}

describe('S1 two people write in one document', () => {
  test('what one types, the other sees, and the log holds', async () => {
    await using server = await testServer()
    const alice = await server.createUser('Alice')
    const bob = await server.createUser('Bob')
    const { id } = await createDocument(server.db, { owner: alice, people: [{ userId: bob.id, role: 'editor' }] })
    const A = server.open(alice, id)
    const B = server.open(bob, id)
    await settled(A)
    await settled(B)
    A.edit([{ from: 0, to: 0, insert: 'hello' }])
    await until(B, () => B.doc?.toString() === 'hello')
    B.edit([{ from: 5, to: 5, insert: ' world' }])
    await until(A, () => A.doc?.toString() === 'hello world')
    await settled(A)
    await settled(B)
    expect(await textInLog(server.db, id)).toBe('hello world')
  })
})
