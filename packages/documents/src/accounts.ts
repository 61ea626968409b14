import { type Database, newId } from '@tandem/db'
import { z } from 'zod'
import { isUniqueViolation } from './database-error.ts'
import { DomainError } from './domain-error.ts'
import { emailSchema } from './email.ts'
import { isId } from './id.ts'
import { parse } from './parse.ts'
import { maxPasswordBytes, newPasswordSchema } from './password.ts'
import { hashPassword, verifyPasswordHash } from './password-hash.ts'
import { nameSchema } from './person-text.ts'

/** A person with an account, as the account's owner sees it. */
export type Account = { readonly id: string; readonly email: string; readonly name: string }

const signUpSchema = z.strictObject({ email: emailSchema, name: nameSchema, password: newPasswordSchema })

/**
 * Makes an account. Throws `DomainError`: `bad_request` for an e-mail address, name or password that is not valid,
 * `conflict` (field `email`) when the address has an account already, `busy`.
 *
 * The last one tells a stranger that the address is known here. Without a mail to the address there is no honest
 * neutral answer: "check your mail" would be a lie, and somebody who forgot that they have an account must learn it.
 * So it says so plainly, after the same work as a success, and the routes that call this bound how often one may ask.
 * Nothing else about the account is told, and sign-in tells nothing at all.
 */
export async function signUp(
  db: Database,
  input: { email: string; name: string; password: string },
): Promise<{ userId: string }> {
  const { email, name, password } = parse(signUpSchema, input)
  const passwordHash = await hashPassword(password)
  try {
    const { id } = await db.prisma.user.create({
      data: { id: newId(), email, name, passwordHash },
      select: { id: true },
    })
    return { userId: id }
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    throw new DomainError('conflict', 'There is an account with this e-mail address already. Sign in instead.', 'email')
  }
}

/**
 * The account that `email` and `password` open, or null: for an unknown address, a wrong password and an account
 * without one alike, after the same work. Throws `DomainError('busy')` when too many sign in at once.
 */
export async function verifyPassword(
  db: Database,
  input: { email: string; password: string },
): Promise<Account | null> {
  const { email, password } = input
  // Says nothing about any account: no account has a password like that.
  if (typeof password !== 'string' || Buffer.byteLength(password) > maxPasswordBytes || !password.isWellFormed()) {
    return null
  }
  const canonical = emailSchema.safeParse(email)
  const user = canonical.success
    ? await db.prisma.user.findUnique({
        where: { email: canonical.data },
        select: { id: true, email: true, name: true, passwordHash: true },
      })
    : null
  const matches = await verifyPasswordHash(user?.passwordHash ?? null, password)
  return user && matches ? { id: user.id, email: user.email, name: user.name } : null
}

/** The account with this id, or null when there is none (any more). For the session of the person themselves. */
export async function getAccount(db: Database, userId: string): Promise<Account | null> {
  if (!isId(userId)) return null
  return db.prisma.user.findUnique({ where: { id: userId }, select: { id: true, email: true, name: true } })
}
