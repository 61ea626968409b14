import { createHash, randomBytes } from 'node:crypto'
import type { Database } from '@tandem/db'
import { DomainError } from '../domain-error.ts'
import { runOne, type Statement } from '../statement.ts'

/** What a link that is sent by mail is for. */
type LinkPurpose = 'reset_password' | 'verify_email'

/** What somebody is sent: `token` goes into the link, and is nowhere else. */
export type MailedLink = { readonly email: string; readonly name: string; readonly token: string }

/**
 * How long a link is good. One for another password opens the account, so it is not to lie around in a mailbox; one that
 * proves an address opens nothing, and people read their mail once a day.
 */
const lifetimeSeconds: Readonly<Record<LinkPurpose, number>> = {
  reset_password: 30 * 60,
  verify_email: 24 * 60 * 60,
}

/**
 * Makes a link for somebody, known by their id or by their (canonical) e-mail address; the last one before it of that
 * purpose leads nowhere any more. Null when there is nobody to send it to, their account is disabled, or the address that
 * is to be proved is proved.
 */
export async function issueLink(
  db: Database,
  purpose: LinkPurpose,
  { userId = null, email = null }: { readonly userId?: string | null; readonly email?: string | null },
): Promise<MailedLink | null> {
  const token = randomBytes(tokenBytes).toString('base64url')
  const person = await runOne(db, issue, [userId, email, purpose, hashOf(token), lifetimeSeconds[purpose]])
  return person && { ...person, token }
}

/** What the database keeps of a token. Null for what is none: nothing is looked up then. */
export function hashOfToken(token: unknown): Buffer | null {
  return typeof token === 'string' && pattern.test(token) ? hashOf(token) : null
}

/** Says that a link leads nowhere. Why, a stranger who tries links does not learn. */
export function deadLink(): DomainError {
  return new DomainError('not_found', 'This link was used already, or its time is over.')
}

const tokenBytes = 32
/** So many bytes in base64url. */
const pattern = /^[A-Za-z0-9_-]{43}$/

/** Its input is random already, so that a plain hash can't be turned back. */
function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

const issue: Statement<{ readonly email: string; readonly name: string }> = {
  name: 'issue_account_token',
  text: `WITH person AS (
      SELECT id, email, name FROM "user"
      WHERE (id = $1 OR email = $2) AND email IS NOT NULL AND disabled_at IS NULL
        AND ($3::token_purpose <> 'verify_email' OR email_verified IS NULL)
    )
    INSERT INTO account_token (user_id, purpose, hash, email, expires_at)
    SELECT id, $3::token_purpose, $4, email, clock_timestamp() + make_interval(secs => $5) FROM person
    ON CONFLICT (user_id, purpose) DO UPDATE
    SET hash = excluded.hash, email = excluded.email, expires_at = excluded.expires_at
    RETURNING email, (SELECT name FROM person)`,
}
