import type { Database } from '@tandem/db'
import { parse } from '../parse.ts'
import { runOne, type Statement } from '../statement.ts'
import { changePasswordSchema } from './account.ts'
import { deadLink, hashOfToken, issueLink, type MailedLink } from './account-token.ts'
import { emailSchema } from './email.ts'
import { requireUnguessable } from './password.ts'
import { hashPassword } from './password-hash.ts'

/**
 * Makes the link with which the person with this e-mail address can set another password; the last one before it leads
 * nowhere any more. Null when there is nobody to send it to, or their account is disabled: whoever asked must not learn
 * which, so call it where nobody waits for it.
 */
export async function requestPasswordReset(db: Database, email: string): Promise<MailedLink | null> {
  const canonical = emailSchema.safeParse(email)
  return canonical.success ? issueLink(db, 'reset_password', { email: canonical.data }) : null
}

/** Whether a link for another password is good now, so that nobody thinks of one in vain. */
export async function isPasswordResetOpen(db: Database, token: string): Promise<boolean> {
  return (await openReset(db, hashOfToken(token))) !== null
}

/**
 * Sets another password for whoever has a link for it, which is good once and proves their address. All their sign-ins
 * end: whoever had the old password is out. Throws `DomainError`: `bad_request` (field `next`) for a password that is
 * not valid, `not_found` for a link that leads nowhere (any more), `busy`.
 */
export async function resetPassword(
  db: Database,
  input: { token: string; next: string },
): Promise<{ userId: string; email: string }> {
  const { next } = parse(changePasswordSchema, { next: input.next })
  const hash = hashOfToken(input.token)
  // Before hashing the password: made-up links cost nothing.
  const person = await openReset(db, hash)
  if (!person) throw deadLink()
  await requireUnguessable(next, person, 'next')
  const row = await runOne(db, reset, [hash, await hashPassword(next)])
  if (!row?.userId) throw deadLink()
  return { userId: row.userId, email: person.email }
}

async function openReset(db: Database, hash: Buffer | null): Promise<Person | null> {
  return hash && runOne(db, find, [hash])
}

type Person = { readonly email: string; readonly name: string }

const find: Statement<Person> = {
  name: 'find_password_reset',
  text: `SELECT t.email, u.name FROM account_token t JOIN "user" u ON u.id = t.user_id
    WHERE t.hash = $1 AND t.purpose = 'reset_password' AND t.expires_at > now() AND u.email = t.email
      AND u.disabled_at IS NULL`,
}

const reset: Statement<{ readonly userId: string | null }> = {
  name: 'reset_password',
  text: 'SELECT reset_password($1, $2) AS "userId"',
}
