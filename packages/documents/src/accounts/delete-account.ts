import type { Database } from '@tandem/db'
import { DomainError } from '../domain-error.ts'
import { isId } from '../id.ts'
import { settle } from '../outcome.ts'
import { run, runOne, type Statement } from '../statement.ts'
import { isPossiblePassword } from './password.ts'
import { verifyPasswordHash } from './password-hash.ts'

/** Documents that one statement deletes: each goes with its whole log, and a statement has seconds. */
const documentsAtOnce = 20

/** What deleting somebody's account means. */
export type AccountDeletion = {
  /** Documents that others would miss: they need another owner first, or go into the trash. */
  readonly inTheWay: readonly { readonly id: string; readonly title: string }[]
  /** How many documents go with the account. */
  readonly documents: number
  /** Whether the password is asked for: guests, and people who come in with another provider, have none. */
  readonly needsPassword: boolean
}

/** What deleting somebody's account would mean now. Throws `DomainError('auth_required')` when there is no such person. */
export async function accountDeletion(db: Database, userId: string): Promise<AccountDeletion> {
  const passwordHash = await passwordHashOf(db, userId)
  const documents = await run(db, list, [userId])
  const inTheWay = documents.filter(({ isShared }) => isShared).map(({ id, title }) => ({ id, title }))
  return { inTheWay, documents: documents.length - inTheWay.length, needsPassword: passwordHash !== null }
}

/**
 * Deletes somebody's account for good: their sign-ins end, the documents go that are theirs alone, they leave the others,
 * and what they wrote there is from then on by a "Deleted person". Throws `DomainError`: `bad_request` (field `password`)
 * when that is not their password, `last_owner` while they are the only owner of a document that others would miss,
 * `conflict` when the password was changed meanwhile, `auth_required` when there is no such person, `busy`: then some of
 * the documents may be gone already, and it can be asked for again.
 */
export async function deleteAccount(db: Database, userId: string, password: string | null): Promise<void> {
  const passwordHash = await passwordHashOf(db, userId)
  if (passwordHash !== null) {
    const matches = isPossiblePassword(password) && (await verifyPasswordHash(passwordHash, password))
    if (!matches) throw new DomainError('bad_request', 'That is not your password.', 'password')
  }
  let row = null
  do row = await runOne(db, remove, [userId, passwordHash, documentsAtOnce])
  while (row?.outcome === 'more')
  if (row?.outcome === 'last_owner') {
    throw new DomainError('last_owner', 'You are the only owner of documents that others have access to.')
  }
  settle(row)
}

async function passwordHashOf(db: Database, userId: string): Promise<string | null> {
  const user = isId(userId)
    ? await db.prisma.user.findUnique({ where: { id: userId, deletedAt: null }, select: { passwordHash: true } })
    : null
  if (!user) throw new DomainError('auth_required')
  return user.passwordHash
}

const list: Statement<{ readonly id: string; readonly title: string; readonly isShared: boolean }> = {
  name: 'owned_alone',
  text: 'SELECT id, title, is_shared AS "isShared" FROM owned_alone($1) ORDER BY title, id',
}

const remove: Statement<{ readonly outcome: string }> = {
  name: 'delete_account',
  text: 'SELECT delete_account($1, $2, $3) AS outcome',
}
