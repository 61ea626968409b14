import type { Database } from '@tandem/db'
import { run, runOne, type Statement } from '../statement.ts'

/** For how long a request that named itself is remembered: retries come within minutes, a queue's within a day. */
export const rememberedHours = 24
/** After so long nobody is working on a request any more: whoever did failed, and whether it was done nobody knows. */
const claimSeconds = 60

/** Where a request stands that a token's program named with `key`; `fingerprint` is a hash of what it asks for. */
export type NamedRequest = { readonly tokenId: string; readonly key: string; readonly fingerprint: Buffer }

/** What a request was answered. */
export type StoredAnswer = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/**
 * What is to be done about a request: do it, repeat the answer, or refuse it: as another one, as one under way, or as one of
 * which nobody knows whether it was done.
 */
export type Claim =
  | { readonly kind: 'new' }
  | { readonly kind: 'answered'; readonly answer: StoredAnswer }
  | { readonly kind: 'another' }
  | { readonly kind: 'under way' }
  | { readonly kind: 'unknown' }

/**
 * Takes a request on, or tells what became of it. Of two at once one takes it on, and so it is taken on once: what was
 * neither answered nor given back may have been done, also when whoever did it died of it.
 */
export async function claimRequest(db: Database, { tokenId, key, fingerprint }: NamedRequest): Promise<Claim> {
  await run(db, forget, [tokenId, rememberedHours])
  const claimed = await runOne(db, claim, [tokenId, key, fingerprint])
  if (claimed) return { kind: 'new' }
  const row = await runOne(db, find, [tokenId, key, claimSeconds])
  // Given back just now by whoever had it.
  if (!row) return { kind: 'under way' }
  if (!fingerprint.equals(row.fingerprint)) return { kind: 'another' }
  if (row.answer) return { kind: 'answered', answer: row.answer }
  return { kind: row.isOld ? 'unknown' : 'under way' }
}

/** Remembers the answer to a request that was taken on. */
export async function rememberAnswer(
  db: Database,
  { tokenId, key, fingerprint }: NamedRequest,
  answer: StoredAnswer,
): Promise<void> {
  await run(db, remember, [tokenId, key, fingerprint, JSON.stringify(answer)])
}

/** Gives a request back that changed nothing: it may be tried again. */
export async function releaseRequest(db: Database, { tokenId, key, fingerprint }: NamedRequest): Promise<void> {
  await run(db, release, [tokenId, key, fingerprint])
}

const forget: Statement<object> = {
  name: 'forget_answered_requests',
  text: 'DELETE FROM answered_request WHERE token_id = $1 AND claimed_at < now() - make_interval(hours => $2)',
}

const claim: Statement<{ readonly key: string }> = {
  name: 'claim_request',
  text: `INSERT INTO answered_request (token_id, key, fingerprint) VALUES ($1, $2, $3)
    ON CONFLICT (token_id, key) DO NOTHING RETURNING key`,
}

const find: Statement<{
  readonly fingerprint: Buffer
  readonly answer: StoredAnswer | null
  readonly isOld: boolean
}> = {
  name: 'find_answered_request',
  text: `SELECT fingerprint, answer, claimed_at < now() - make_interval(secs => $3) AS "isOld"
    FROM answered_request WHERE token_id = $1 AND key = $2`,
}

const remember: Statement<object> = {
  name: 'remember_answer',
  text: 'UPDATE answered_request SET answer = $4::jsonb WHERE token_id = $1 AND key = $2 AND fingerprint = $3',
}

const release: Statement<object> = {
  name: 'release_request',
  text: `DELETE FROM answered_request
    WHERE token_id = $1 AND key = $2 AND fingerprint = $3 AND answer IS NULL`,
}
