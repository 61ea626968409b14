import { type CreatedUser, createDocument, createUser, type TestDatabase, testDatabase } from '@tandem/db/factories'
import type { Role } from '@tandem/protocol'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { getDocument } from '../../documents/get.ts'

// One document and who has to do with it. Bindings that live: each test reads those of its own.

/** Its database. */
export let db: TestDatabase
/** Owns it. */
export let alice: CreatedUser
/** Has the role that the stage gives. */
export let bob: CreatedUser
/** Has no access. */
export let sam: CreatedUser
/** Its id: a new one for each test. */
export let document: string

/** Has them made: the database and the people once for a file, the document, which `role` is Bob's in, for each test. */
export function stageSharedDocument(role: Role): void {
  beforeAll(async () => {
    db = await testDatabase()
    const make = (name: string) => createUser(db, { name, email: `${name.toLowerCase()}@example.test` })
    ;[alice, bob, sam] = await Promise.all([make('Alice'), make('Bob'), make('Sam')])
  })
  afterAll(() => db[Symbol.asyncDispose]())

  beforeEach(async () => {
    document = (await createDocument(db, { owner: alice, people: [{ userId: bob.id, role }] })).id
  })
}

/** Somebody as who acts. */
export const as = ({ id }: { readonly id: string }) => ({ userId: id })

/** Somebody's role in the document; null when they may not see it. */
export const roleOf = (userId: string): Promise<Role | null> =>
  getDocument(db, { userId }, document).then(
    ({ role }) => role,
    () => null,
  )
