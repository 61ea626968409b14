import { createDocument, createUser, testDatabase } from '@tandem/db/factories'
import { expect, test } from 'vitest'
import { ReplicaWriter } from '../testing/replica-writer.ts'
import { appendChanges } from './append.ts'
import { headsBeyond } from './log.ts'

test('of many documents, those whose log has more rows than somebody knows of', async () => {
  await using db = await testDatabase()
  const alice = await createUser(db)
  const [A, B, C] = [
    await createDocument(db, { owner: alice }),
    await createDocument(db, { owner: alice }),
    await createDocument(db, { owner: alice }),
  ]
  for (const [{ id }, count] of [
    [A, 3],
    [B, 2],
  ] as const) {
    const writer = await ReplicaWriter.issued(db, id, alice.id)
    await appendChanges(
      db,
      id,
      Array.from({ length: count }, () => writer.next({})),
    )
  }
  const known = new Map([
    [A.id, 1],
    [B.id, 2],
    [C.id, 0],
    ['missing', 0],
    ['no id at all', 0],
  ])
  expect(await headsBeyond(db, known)).toEqual(new Map([[A.id, 3]]))
  expect(await headsBeyond(db, new Map())).toEqual(new Map())
})
