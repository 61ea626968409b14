import type { Database } from '@tandem/db'
import { isId } from '../id.ts'
import { acceptInvitations } from '../sharing/invitations.ts'
import { runOne, type Statement } from '../statement.ts'
import { deadLink, hashOfToken, issueLink, type MailedLink } from './account-token.ts'

/**
 * Whether somebody has shown that their e-mail address is theirs. Whatever is given to an address, and not to a person,
 * asks this first.
 */
export async function isVerified(db: Database, userId: string): Promise<boolean> {
  if (!isId(userId)) return false
  const where = { id: userId, email: { not: null }, emailVerified: { not: null } }
  return (await db.prisma.user.count({ where })) === 1
}

/**
 * Makes the link with which somebody shows that their e-mail address is theirs; the last one before it leads nowhere any
 * more. Null when there is nothing to show: they have shown it, or are a guest.
 */
export async function requestVerification(db: Database, userId: string): Promise<MailedLink | null> {
  return isId(userId) ? issueLink(db, 'verify_email', { userId }) : null
}

/**
 * Notes that an e-mail address is its person's, for whoever has the link that was sent there; it is good once, and
 * signs nobody in. They have from then on what it was invited to. Throws `DomainError('not_found')` for one that leads
 * nowhere (any more).
 */
export async function verifyEmail(db: Database, token: string): Promise<{ userId: string }> {
  const hash = hashOfToken(token)
  const row = hash && (await runOne(db, verify, [hash]))
  if (!row?.userId) throw deadLink()
  await acceptInvitations(db, row.userId)
  return { userId: row.userId }
}

const verify: Statement<{ readonly userId: string | null }> = {
  name: 'verify_email',
  text: 'SELECT verify_email($1) AS "userId"',
}
