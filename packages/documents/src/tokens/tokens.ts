import { type Database, newId } from '@tandem/db'
import { proofOf, settleProved } from '../accounts/recent-proof.ts'
import { type SignInHolder, tidyAgent } from '../accounts/sign-in.ts'
import { DomainError } from '../domain-error.ts'
import { isId } from '../id.ts'
import type { Outcome } from '../outcome.ts'
import { parse } from '../parse.ts'
import { run, runOne, type Statement } from '../statement.ts'
import { type AccessToken, hashOfToken, maxTokens, newTokenSchema, newTokenSecret, type TokenScope } from './token.ts'

const daySeconds = 24 * 60 * 60

/** Who acts by a token, and within which scopes. */
export type TokenHolder = SignInHolder & { readonly name: string; readonly scopes: readonly TokenScope[] }

/**
 * Makes a token for somebody who is signed in, and tells its secret, which nobody learns again. It is a sign-in of theirs:
 * it ends when it is revoked, at its time, and with everything that ends all sign-ins. Wants a recent proof. Throws
 * `DomainError`: `bad_request`, `auth_required` (also for who is signed in by a token only), `forbidden` for a guest and
 * (field `proof`) without one, `conflict` when they have as many as they may.
 */
export async function createToken(
  db: Database,
  holder: SignInHolder,
  input: { name: string; scopes: readonly TokenScope[]; days: number },
): Promise<{ id: string; secret: string }> {
  const { name, scopes, days } = parse(newTokenSchema, input)
  const secret = newTokenSecret()
  const id = newId()
  const agent = tidyAgent(`Access token ${name}`)
  const values = [id, ...proofOf(holder), name, hashOfToken(secret), scopes, agent, days * daySeconds, maxTokens]
  const row = await runOne(db, create, values)
  if (row?.outcome === 'conflict') {
    throw new DomainError('conflict', `You can have at most ${maxTokens} tokens. Revoke one first.`)
  }
  if (row?.outcome === 'forbidden')
    throw new DomainError('forbidden', 'Guests have no tokens. Create an account first.')
  settleProved(row)
  return { id, secret }
}

/** A person's tokens that live, the newest first. */
export async function listTokens(db: Database, userId: string): Promise<AccessToken[]> {
  return isId(userId) ? run(db, list, [userId]) : []
}

/**
 * Ends one of a person's tokens: from this commit on nothing is done with it. Throws `DomainError('not_found')` when they
 * have no such token (any more).
 */
export async function revokeToken(db: Database, userId: string, tokenId: string): Promise<void> {
  const row = isId(userId) && isId(tokenId) ? await runOne(db, revoke, [userId, tokenId]) : null
  if (!row?.ended) throw new DomainError('not_found', 'That token has ended already.')
}

/** Who acts by this secret, or null when it is none of ours, or its token has ended. Notes that it is used. */
export async function holderOfToken(db: Database, secret: string): Promise<TokenHolder | null> {
  const hash = hashOfToken(secret)
  const row = hash && (await runOne(db, find, [hash]))
  if (!row) return null
  const { isNoted, ...holder } = row
  // To the minute: a program that asks every second shall not write every second.
  if (!isNoted) await run(db, noteUse, [holder.signInId])
  return holder
}

const create: Statement<Outcome> = {
  name: 'create_access_token',
  text: 'SELECT create_access_token($1, $2, $3, $4, $5, $6, $7::text[], $8, $9, $10) AS outcome',
}

const list: Statement<AccessToken> = {
  name: 'list_access_tokens',
  text: `SELECT t.id, t.name, t.scopes, i.created_at AS "createdAt", i.expires_at AS "expiresAt",
      t.last_used_at AS "lastUsedAt"
    FROM sign_in i JOIN access_token t ON t.id = i.id
    WHERE i.user_id = $1 AND i.expires_at > now() ORDER BY i.created_at DESC, t.id`,
}

const revoke: Statement<{ readonly ended: number }> = {
  name: 'revoke_access_token',
  text: 'SELECT end_sign_ins($1, t.id) AS ended FROM access_token t WHERE t.id = $2',
}

const find: Statement<TokenHolder & { readonly isNoted: boolean }> = {
  name: 'find_access_token',
  text: `SELECT i.user_id AS "userId", i.id AS "signInId", u.name, t.scopes,
      coalesce(t.last_used_at > now() - interval '1 minute', false) AS "isNoted"
    FROM access_token t JOIN sign_in i ON i.id = t.id JOIN "user" u ON u.id = i.user_id
    WHERE t.hash = $1 AND i.expires_at > now()`,
}

const noteUse: Statement<object> = {
  name: 'note_access_token_use',
  text: 'UPDATE access_token SET last_used_at = now() WHERE id = $1',
}
