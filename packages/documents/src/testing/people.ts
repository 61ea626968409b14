import { type CreatedUser, createSignIn, createUser, type TestDatabase, testDatabase } from '@tandem/db/factories'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import type { SignInHolder } from '../accounts/sign-in.ts'

// Two people and their database, for tests of accounts. Bindings that live: each test reads those of its own.

/** The database of the file. */
export let db: TestDatabase
/** Somebody with an account: new for each test. */
export let alice: CreatedUser
/** Somebody else. */
export let bob: CreatedUser

/** Has them made; their addresses are known to be theirs, unless said otherwise. */
export function stagePeople(options: { readonly verified?: boolean } = {}): void {
  beforeAll(async () => {
    db = await testDatabase()
  })
  afterAll(() => db[Symbol.asyncDispose]())

  beforeEach(async () => {
    ;[alice, bob] = await Promise.all([
      createUser(db, { name: 'Alice', ...options }),
      createUser(db, { name: 'Bob', ...options }),
    ])
  })
}

/** Somebody as who acts. */
export const as = ({ id }: { readonly id: string }) => ({ userId: id })

/** Somebody at a sign-in of theirs, at which they have just shown who they are, unless said otherwise. */
export async function signedIn(
  { id }: { readonly id: string },
  options: { readonly proved?: boolean } = {},
): Promise<SignInHolder> {
  return { userId: id, signInId: await createSignIn(db, id, options) }
}

/** Somebody new with an account, at a sign-in of theirs. */
export async function somebody(name: string): Promise<SignInHolder> {
  return signedIn(await createUser(db, { name }))
}

/** Somebody who came by a link and has no account: a new one each time. */
export async function guest(): Promise<{ readonly id: string }> {
  return db.prisma.user.create({ data: { id: `guest-${alice.id}`, name: 'Anonymous Otter' }, select: { id: true } })
}
