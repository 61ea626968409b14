import type { Database } from '@tandem/db'
import { DomainError } from '../domain-error.ts'
import { isId } from '../id.ts'
import { run, runOne, runPrisma, type Statement } from '../statement.ts'
import { proofOf, settleProved } from './recent-proof.ts'
import { deletionProofSeconds, type SignInHolder } from './sign-in.ts'

/** Documents that one statement deletes: each goes with its whole log, and a statement has seconds. */
const documentsAtOnce = 20

/** What deleting somebody's account means. */
export type AccountDeletion = {
  /** Documents that others would miss: they need another owner first, or go into the trash. */
  readonly inTheWay: readonly { readonly id: string; readonly title: string }[]
  /** How many documents go with the account. */
  readonly documents: number
}

/** What deleting somebody's account would mean now. Throws `DomainError('auth_required')` when there is no such person. */
export async function accountDeletion(db: Database, userId: string): Promise<AccountDeletion> {
  const isThere =
    isId(userId) &&
    (await runPrisma(db, (prisma) => prisma.user.count({ where: { id: userId, deletedAt: null } }))) === 1
  if (!isThere) throw new DomainError('auth_required')
  const documents = await run(db, list, [userId])
  const inTheWay = documents.filter(({ isShared }) => isShared).map(({ id, title }) => ({ id, title }))
  return { inTheWay, documents: documents.length - inTheWay.length }
}

/**
 * Deletes somebody's account for good: their sign-ins end, the documents go that are theirs alone, they leave the others,
 * and what they wrote there is from then on by a "Deleted person". Wants a proof of the last minutes, which signing in is
 * not: nobody can bring the account back. Throws what `settleProved` throws, and `DomainError` besides: `last_owner` while they are the only owner of a document that others would miss, `busy`:
 * then some of the documents may be gone already, and it can be asked for again.
 */
export async function deleteAccount(db: Database, holder: SignInHolder): Promise<void> {
  const [userId, signInId] = proofOf(holder)
  let row = null
  do row = await runOne(db, remove, [userId, signInId, deletionProofSeconds, documentsAtOnce])
  while (row?.outcome === 'more')
  if (row?.outcome === 'last_owner') {
    throw new DomainError('last_owner', 'You are the only owner of documents that others have access to.')
  }
  settleProved(row)
}

const list: Statement<{ readonly id: string; readonly title: string; readonly isShared: boolean }> = {
  name: 'owned_alone',
  text: 'SELECT id, title, is_shared AS "isShared" FROM owned_alone($1) ORDER BY title, id',
}

const remove: Statement<{ readonly outcome: string }> = {
  name: 'delete_account',
  text: 'SELECT delete_account($1, $2, $3, $4) AS outcome',
}
