import { hash } from '@node-rs/argon2'
import type { Database } from '../src/client.ts'
import { newId } from '../src/new-id.ts'

/** What `createUser` made: enough to sign in as that person. */
export type CreatedUser = {
  readonly id: string
  readonly email: string
  readonly name: string
  readonly password: string
}

/** The password of everybody who is made without one. */
const ordinaryPassword = 'a password for trying things out'

/**
 * Makes a person who can sign in. Name, e-mail address and password may be chosen; the address must not be taken,
 * and is known to be theirs unless said otherwise. The password is hashed far more cheaply than in production, so that
 * tests do not spend their time on it.
 */
export async function createUser(
  db: Database,
  {
    name = 'Alice Archer',
    email = `${newId()}@example.test`,
    password = ordinaryPassword,
    verified = true,
  }: Partial<Omit<CreatedUser, 'id'>> & { readonly verified?: boolean } = {},
): Promise<CreatedUser> {
  const passwordHash = await hash(Buffer.from(password), { memoryCost: 64, timeCost: 1, parallelism: 1 })
  const { id } = await db.prisma.user.create({
    data: { id: newId(), email, name, passwordHash, emailVerified: verified ? new Date() : null },
    select: { id: true },
  })
  return { id, email, name, password }
}
