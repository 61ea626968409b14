import { type CreatedUser, createDocument, createUser, type TestDatabase, testDatabase } from '@tandem/db/factories'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { setStarred } from '../own/stars.ts'
import { setTagged } from '../own/tags.ts'
import { blockPerson } from '../sharing/blocked.ts'
import { waiting } from '../testing/waiting.ts'

let db: TestDatabase
let alice: CreatedUser
let bob: CreatedUser
let document: string
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db[Symbol.asyncDispose]())

beforeEach(async () => {
  ;[alice, bob] = [await createUser(db), await createUser(db)]
  document = (await createDocument(db, { owner: alice, people: [{ userId: bob.id, role: 'editor' }] })).id
})

/** What takes both a document and a person of it. */
const deeds: readonly [name: string, deed: () => Promise<void>][] = [
  ['a star', () => setStarred(db, { userId: bob.id }, document, true)],
  ['a tag', () => setTagged(db, { userId: bob.id }, document, { tag: 'work', tagged: true })],
  ['blocking', () => blockPerson(db, { userId: alice.id }, document, bob.id)],
]

test.each(deeds)('%s waits for whoever ends the person’s sign-ins, and is not in their way', async (_, deed) => {
  const ending = await db.owner.connect()
  try {
    await ending.query('BEGIN')
    await ending.query('SELECT FROM "user" WHERE id = $1 FOR UPDATE', [bob.id])
    const done = deed()
    await expect.poll(() => waiting(db)).toBe(1)
    // Then the documents: one that the deed held already would be a deadlock.
    await Promise.all([ending.query('SELECT lock_person($1)', [bob.id]).then(() => ending.query('COMMIT')), done])
  } finally {
    ending.release()
  }
})
