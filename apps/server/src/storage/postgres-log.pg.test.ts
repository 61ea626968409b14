import { createDocument, createSignIn, createUser, testDatabase } from '@tandem/db/factories'
import { documentLogContract, signInOf } from './document-log-contract.ts'
import { postgresLog } from './postgres-log.ts'

documentLogContract('in Postgres', async () => {
  const db = await testDatabase()
  const [alice, bob, vera, mallory] = await Promise.all(
    ['Alice', 'Bob', 'Vera', 'Mallory'].map((name) => createUser(db, { name })),
  )
  if (!alice || !bob || !vera || !mallory) throw new Error('four people')
  const { id } = await createDocument(db, {
    owner: alice,
    people: [
      { userId: bob.id, role: 'editor' },
      { userId: vera.id, role: 'viewer' },
    ],
  })
  for (const { id } of [alice, bob, vera, mallory]) await createSignIn(db, id, { id: signInOf(id) })
  const people = { alice: alice.id, bob: bob.id, vera: vera.id, mallory: mallory.id }
  return {
    log: postgresLog(db),
    documentId: id,
    ...people,
    [Symbol.asyncDispose]: () => db[Symbol.asyncDispose](),
  }
})
