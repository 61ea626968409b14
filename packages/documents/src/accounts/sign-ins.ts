import { type Database, newId } from '@tandem/db'
import { DomainError } from '../domain-error.ts'
import { isId } from '../id.ts'
import { type Outcome, settle } from '../outcome.ts'
import { acceptInvitations } from '../sharing/invitations.ts'
import { run, runOne, type Statement } from '../statement.ts'
import type { Account, SignedIn } from './account.ts'
import { idleSeconds, maxSignIns, type SignIn, type SignInHolder, signInSeconds, tidyAgent } from './sign-in.ts'
import { withHue } from './with-hue.ts'

/**
 * Signs somebody in whose password was verified as `passwordHash`, or who has none (null); they have from then on what
 * their address was invited to. It is a proof of who they are, as of `proofAgeSeconds` ago: null where it is none. Throws
 * `DomainError`: `account_disabled`, and `auth_required` when the password was changed, or the account deleted, meanwhile.
 */
export async function beginSignIn(
  db: Database,
  {
    userId,
    passwordHash,
    proofAgeSeconds = 0,
    agent,
  }: { userId: string; passwordHash: string | null; proofAgeSeconds?: number | null; agent: string },
): Promise<{ signInId: string }> {
  const signInId = newId()
  const who = [signInId, userId, passwordHash, proofAgeSeconds, tidyAgent(agent)]
  settle(await runOne(db, begin, [...who, signInSeconds, idleSeconds, maxSignIns]))
  await acceptInvitations(db, userId)
  return { signInId }
}

/**
 * The account that is signed in, or null when that sign-in has ended, has expired, or is not theirs. Whoever acts on
 * behalf of somebody asks this first, every time, which counts as use of the sign-in.
 */
export async function accountOf(db: Database, { userId, signInId }: SignInHolder): Promise<SignedIn | null> {
  if (!isId(userId) || !isId(signInId)) return null
  const row = await runOne(db, account, [signInId, userId])
  if (!row) return null
  const { isStale, ...person } = row
  if (isStale) await keepSignIns(db, [signInId])
  return withHue(person)
}

/**
 * Notes that these sign-ins are used, so that they do not end for want of use. Those that have ended stay ended. For the
 * collaboration server: it asks no policy.
 */
export async function keepSignIns(db: Database, signInIds: readonly string[]): Promise<void> {
  await run(db, keep, [signInIds, idleSeconds])
}

/** A person's sign-ins that live, the newest first. Those that programs hold are told by `listTokens`. */
export async function listSignIns(db: Database, userId: string): Promise<SignIn[]> {
  if (!isId(userId)) return []
  return run(db, list, [userId])
}

/**
 * Ends one of a person's sign-ins: from this commit on nothing is written with it, and its open sessions are cut.
 * Throws `DomainError('not_found')` when they have no such sign-in (any more).
 */
export async function endSignIn(db: Database, { userId, signInId }: SignInHolder): Promise<void> {
  const row = isId(userId) && isId(signInId) ? await runOne(db, end, [userId, signInId]) : null
  if (!row?.ended) throw new DomainError('not_found', 'That sign-in has ended already.')
}

/** Ends all of a person's sign-ins, as `endSignIn` ends one. */
export async function endAllSignIns(db: Database, userId: string): Promise<void> {
  if (isId(userId)) await runOne(db, end, [userId, null])
}

const begin: Statement<Outcome> = {
  name: 'begin_sign_in',
  text: 'SELECT begin_sign_in($1, $2, $3, $4, $5, $6, $7, $8) AS outcome',
}

const end: Statement<{ readonly ended: number }> = {
  name: 'end_sign_ins',
  text: 'SELECT end_sign_ins($1, $2) AS ended',
}

/** To the hour: what is used all the time shall not be written all the time. Tokens, and what nothing renews, have no `ends_at`. */
const isStale = (idleSeconds: string) =>
  `i.expires_at < least(i.ends_at, now() + make_interval(secs => ${idleSeconds}) - interval '1 hour')`

const account: Statement<Account & { readonly hue: number | null; readonly isStale: boolean }> = {
  name: 'account_of_sign_in',
  text: `SELECT u.id, u.email, u.name, u.hue, i.ends_at IS NOT NULL AND ${isStale(`${idleSeconds}`)} AS "isStale"
    FROM sign_in i JOIN "user" u ON u.id = i.user_id
    WHERE i.id = $1 AND i.user_id = $2 AND i.expires_at > now()`,
}

const keep: Statement<object> = {
  name: 'keep_sign_ins',
  // In one order, so that two servers who say the same do not wait for each other.
  text: `UPDATE sign_in s SET expires_at = least(s.ends_at, now() + make_interval(secs => $2))
    FROM (
      SELECT i.id FROM sign_in i
      WHERE i.id = ANY ($1::text[]) AND i.ends_at IS NOT NULL AND i.expires_at > now() AND ${isStale('$2')}
      ORDER BY i.id FOR UPDATE
    ) used
    WHERE s.id = used.id`,
}

const list: Statement<SignIn> = {
  name: 'list_sign_ins',
  text: `SELECT id, agent, created_at AS "createdAt", expires_at AS "expiresAt" FROM sign_in
    WHERE user_id = $1 AND expires_at > now() AND NOT EXISTS (SELECT FROM access_token t WHERE t.id = sign_in.id)
    ORDER BY created_at DESC, id`,
}
