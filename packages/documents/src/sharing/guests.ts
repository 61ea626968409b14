import { type Database, newId } from '@tandem/db'
import { type Account, signUpSchema } from '../accounts/account.ts'
import { requireUnguessable } from '../accounts/password.ts'
import { hashPassword } from '../accounts/password-hash.ts'
import { nameSchema } from '../accounts/person-text.ts'
import { beginSignIn } from '../accounts/sign-ins.ts'
import { isUniqueViolation } from '../database-error.ts'
import { DomainError } from '../domain-error.ts'
import { isId } from '../id.ts'
import { parse } from '../parse.ts'
import { runPrisma } from '../statement.ts'
import { type LinkKey, unlocked } from './open-link.ts'

/**
 * Makes a person without an account for somebody who has a link, and signs them in. `agent` is what their browser says
 * that it is. They have nothing yet: `openLink` gives it to them. Throws `DomainError`: `bad_request` for a name that is
 * not valid, `not_found`, `forbidden` and `rate_limited` as `openLink`, so that nobody becomes a guest without a way in; `busy`.
 */
export async function admitGuest(
  db: Database,
  secret: string,
  { name, agent, ...key }: LinkKey & { readonly name: string; readonly agent: string },
): Promise<Account & { readonly signInId: string }> {
  const shown = parse(nameSchema, name)
  await unlocked(db, secret, key)
  const { id } = await runPrisma(db, (prisma) =>
    prisma.user.create({ data: { id: newId(), name: shown }, select: { id: true } }),
  )
  const { signInId } = await beginSignIn(db, { userId: id, passwordHash: null, agent })
  return { id, email: null, name: shown, signInId }
}

/**
 * Makes an account of a guest: the same person, so everything that they wrote stays theirs. Throws `DomainError`:
 * `bad_request`; `conflict` (field `email`) when the address has an account already, or when they have one;
 * `auth_required` when they are nobody (any more); `busy`.
 */
export async function becomeMember(
  db: Database,
  userId: string,
  input: { email: string; name: string; password: string },
): Promise<void> {
  const { email, name, password } = parse(signUpSchema, input)
  await requireUnguessable(password, { name, email }, 'password')
  if (!isId(userId)) throw new DomainError('auth_required')
  const passwordHash = await hashPassword(password)
  try {
    const { count } = await runPrisma(db, (prisma) =>
      prisma.user.updateMany({
        where: { id: userId, email: null, deletedAt: null },
        data: { email, name, passwordHash },
      }),
    )
    if (count === 1) return
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    throw new DomainError('conflict', 'There is an account with this e-mail address already. Sign in instead.', 'email')
  }
  const isMember =
    (await runPrisma(db, (prisma) => prisma.user.count({ where: { id: userId, deletedAt: null } }))) === 1
  throw isMember ? new DomainError('conflict', 'You have an account already.') : new DomainError('auth_required')
}
