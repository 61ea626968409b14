import type { Database } from '@tandem/db'
import type { Actor } from '../access/actor.ts'
import { DomainError } from '../domain-error.ts'
import { isId } from '../id.ts'
import { type Outcome, settle } from '../outcome.ts'
import { acceptInvitations } from '../sharing/invitations.ts'
import { runOne, runPrisma, type Statement } from '../statement.ts'
import { deadLink, hashOfToken, issueLink, type MailedLink } from './account-token.ts'

/**
 * Whether somebody has shown that their e-mail address is theirs. Whatever is given to an address, and not to a person,
 * asks this first.
 */
export async function isVerified(db: Database, userId: string): Promise<boolean> {
  if (!isId(userId)) return false
  const where = { id: userId, email: { not: null }, emailVerified: { not: null } }
  return (await runPrisma(db, (prisma) => prisma.user.count({ where }))) === 1
}

/**
 * Makes the link with which somebody shows that their e-mail address is theirs; the last one before it leads nowhere any
 * more. Null when there is nothing to show: they have shown it, or are a guest.
 */
export async function requestVerification(db: Database, userId: string): Promise<MailedLink | null> {
  return isId(userId) ? issueLink(db, 'verify_email', { userId }) : null
}

/**
 * Notes that an e-mail address is the actor's, who has the link that was sent there and is signed in; it is good once. They
 * have from then on what it was invited to. Somebody else may have made an account with the address of who reads the mail:
 * so the link alone shows nothing. Throws `DomainError`: `not_found` for a link that leads nowhere (any more), `forbidden`
 * for one of another account, for which it stays good.
 */
export async function verifyEmail(db: Database, actor: Actor, token: string): Promise<void> {
  if (!isId(actor.userId)) throw new DomainError('auth_required')
  const hash = hashOfToken(token)
  const row = hash && (await runOne(db, verify, [hash, actor.userId]))
  if (!row || row.outcome === 'not_found') throw deadLink()
  if (row.outcome === 'forbidden')
    throw new DomainError('forbidden', 'This link is for another account. Sign in to that one, and follow it again.')
  settle(row)
  await acceptInvitations(db, actor.userId)
}

const verify: Statement<Outcome> = {
  name: 'verify_email',
  text: 'SELECT verify_email($1, $2) AS outcome',
}
