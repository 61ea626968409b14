import { type Database, newId } from '@tandem/db'
import { isUniqueViolation } from '../database-error.ts'
import { DomainError } from '../domain-error.ts'
import { isId } from '../id.ts'
import { parse } from '../parse.ts'
import { runOne, runPrisma, type Statement } from '../statement.ts'
import { type Account, changePasswordSchema, signUpSchema } from './account.ts'
import { emailSchema } from './email.ts'
import { isPossiblePassword, requireUnguessable } from './password.ts'
import { hashPassword, verifyPasswordHash } from './password-hash.ts'
import { requireSecondFactor, type SecondFactorTry } from './second-factor/require-second-factor.ts'
import { beginSignIn } from './sign-ins.ts'

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
  await requireUnguessable(password, { name, email }, 'password')
  const passwordHash = await hashPassword(password)
  try {
    const { id } = await runPrisma(db, (prisma) =>
      prisma.user.create({
        data: { id: newId(), email, name, passwordHash },
        select: { id: true },
      }),
    )
    return { userId: id }
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    throw new DomainError('conflict', 'There is an account with this e-mail address already. Sign in instead.', 'email')
  }
}

/**
 * Signs in the person whose `email` and `password` these are; `agent` is what their browser says that it is. Null for
 * an unknown address, a wrong password and an account without one alike, after the same work. Throws `DomainError`, of
 * which only somebody with the right password learns: `forbidden` (field `code`) while `secondFactor` is missing or
 * wrong and they have one, `rate_limited` for too many codes, `account_disabled`; and `busy` when too many sign in at once.
 */
export async function signIn(
  db: Database,
  input: { email: string; password: string; agent: string; secondFactor?: SecondFactorTry | null },
): Promise<(Account & { readonly signInId: string }) | null> {
  const { email, password, agent, secondFactor = null } = input
  // Says nothing about any account: no account has a password like that.
  if (!isPossiblePassword(password)) return null
  const canonical = emailSchema.safeParse(email)
  const user = canonical.success
    ? await runPrisma(db, (prisma) =>
        prisma.user.findUnique({
          where: { email: canonical.data },
          select: { id: true, email: true, name: true, passwordHash: true },
        }),
      )
    : null
  const passwordHash = user?.passwordHash ?? null
  const matches = await verifyPasswordHash(passwordHash, password)
  if (!user || passwordHash === null || !matches) return null
  await requireSecondFactor(db, user.id, secondFactor)
  const { signInId } = await beginSignIn(db, { userId: user.id, passwordHash, agent })
  return { id: user.id, email: user.email, name: user.name, signInId }
}

/**
 * Puts another password in place of somebody's own, which they have to know, and ends all their sign-ins: whoever
 * learned the old one is out. Throws `DomainError`: `bad_request` (field `password`) when the old one is not right,
 * (field `next`) when the new one is not valid; `conflict` when it was changed meanwhile; `busy`.
 */
export async function changePassword(
  db: Database,
  userId: string,
  input: { password: string; next: string },
): Promise<void> {
  const { next } = parse(changePasswordSchema, { next: input.next })
  const select = { passwordHash: true, name: true, email: true }
  const user = isId(userId)
    ? await runPrisma(db, (prisma) => prisma.user.findUnique({ where: { id: userId }, select }))
    : null
  const passwordHash = user?.passwordHash ?? null
  const matches = isPossiblePassword(input.password) && (await verifyPasswordHash(passwordHash, input.password))
  if (!matches) throw new DomainError('bad_request', 'That is not your password.', 'password')
  await requireUnguessable(next, { name: user?.name ?? '', email: user?.email ?? '' }, 'next')
  const row = await runOne(db, change, [userId, passwordHash, await hashPassword(next)])
  if (!row?.done) throw new DomainError('conflict')
}

/** Whether somebody has a password; who came by another provider may have none. */
export async function hasPassword(db: Database, userId: string): Promise<boolean> {
  if (!isId(userId)) return false
  return (
    (await runPrisma(db, (prisma) => prisma.user.count({ where: { id: userId, passwordHash: { not: null } } }))) === 1
  )
}

/** The account with this e-mail address, or null. For whoever runs the server: nobody else may ask. */
export async function accountWithEmail(db: Database, email: string): Promise<Account | null> {
  const canonical = emailSchema.safeParse(email)
  if (!canonical.success) return null
  const select = { id: true, email: true, name: true }
  return runPrisma(db, (prisma) => prisma.user.findUnique({ where: { email: canonical.data }, select }))
}

/**
 * Disables somebody's account: from this commit on nothing of theirs is written, their sign-ins have ended, and they
 * can't sign in. For whoever runs the server. Throws `DomainError('not_found')`.
 */
export async function disableAccount(db: Database, userId: string): Promise<void> {
  await setDisabled(db, userId, true)
}

/** Lets somebody sign in again whose account was disabled. Throws `DomainError('not_found')`. */
export async function enableAccount(db: Database, userId: string): Promise<void> {
  await setDisabled(db, userId, false)
}

async function setDisabled(db: Database, userId: string, disabled: boolean): Promise<void> {
  const row = isId(userId) ? await runOne(db, disable, [userId, disabled]) : null
  if (!row?.done) throw new DomainError('not_found', 'There is no such account.')
}

const change: Statement<{ readonly done: boolean }> = {
  name: 'change_password',
  text: 'SELECT change_password($1, $2, $3) AS done',
}

const disable: Statement<{ readonly done: boolean }> = {
  name: 'set_disabled',
  text: 'SELECT set_disabled($1, $2) AS done',
}
