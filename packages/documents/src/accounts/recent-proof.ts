import type { Database } from '@tandem/db'
import { DomainError } from '../domain-error.ts'
import { isId } from '../id.ts'
import { type Outcome, settle } from '../outcome.ts'
import { run, runOne, runPrisma, type Statement } from '../statement.ts'
import { isPossiblePassword } from './password.ts'
import { verifyPasswordHash } from './password-hash.ts'
import type { ProviderIdentity } from './provider-identity.ts'
import { requireSecondFactor, type SecondFactorTry } from './second-factor/require-second-factor.ts'
import { proofSeconds, type SignInHolder } from './sign-in.ts'

// Whoever is signed in may have left the browser to somebody else. What gives, takes or opens an account for good asks that
// they have shown lately who they are: by signing in, with the password, or by a provider that they connected. The functions
// in the database that do such a thing ask `recent_proof` under the person's lock; their answers are settled here.

/** Who asks for something that wants a proof, as the parameters of a function in the database that asks for one. */
export function proofOf({
  userId,
  signInId,
}: SignInHolder): readonly [userId: string, signInId: string, seconds: number] {
  if (!isId(userId) || !isId(signInId)) throw new DomainError('auth_required')
  return [userId, signInId, proofSeconds]
}

/**
 * As `settle`, for what wants a proof: throws `DomainError('forbidden')` (field `proof`) when they have to show first who
 * they are.
 */
export function settleProved(row: Outcome | null): void {
  if (row?.outcome === 'unproved') throw unproved()
  settle(row)
}

/** Requires that somebody has shown lately who they are. Throws `DomainError`: `auth_required`, `forbidden` (field `proof`). */
export async function requireRecentProof(db: Database, holder: SignInHolder): Promise<void> {
  settleProved(await runOne(db, ask, proofOf(holder)))
}

/**
 * Takes somebody's password, and a code where they have a second factor, as a proof of who they are at this sign-in. Throws
 * `DomainError`: `bad_request` (field `password`) when that is not their password, or they have none; `forbidden` (field
 * `code`) while the code is missing or wrong; `rate_limited`; `busy`; `auth_required` when the sign-in has ended.
 */
export async function proveByPassword(
  db: Database,
  holder: SignInHolder,
  { password, secondFactor }: { readonly password: string; readonly secondFactor: SecondFactorTry | null },
): Promise<void> {
  const [userId, signInId] = proofOf(holder)
  const select = { passwordHash: true }
  const passwordHash =
    (await runPrisma(db, (prisma) => prisma.user.findUnique({ where: { id: userId }, select })))?.passwordHash ?? null
  const matches = isPossiblePassword(password) && (await verifyPasswordHash(passwordHash, password))
  if (!matches) throw new DomainError('bad_request', 'That is not your password.', 'password')
  await requireSecondFactor(db, userId, secondFactor)
  // Another password has ended the sign-in.
  if ((await run(db, note, [userId, signInId])).length === 0) throw new DomainError('auth_required')
}

/**
 * Takes it as a proof that somebody came back from a provider as who they are connected to there. False when they are not
 * connected to that, or have a second factor, which that is no substitute for. Throws `DomainError('forbidden')` (field
 * `proof`) when the provider says that they did not sign in there lately.
 */
export async function proveByProvider(
  db: Database,
  holder: SignInHolder,
  identity: ProviderIdentity,
): Promise<boolean> {
  const [userId, signInId, seconds] = proofOf(holder)
  const age = providerProofAge(identity)
  const rows = await run(db, noteByProvider, [userId, signInId, identity.provider, identity.subject, age])
  if (rows.length > 0 && age > seconds) throw unproved()
  return rows.length > 0
}

/** How many seconds ago somebody showed who they are who comes from a provider: now, where it does not say when they signed in. */
export function providerProofAge({ signedInAt }: ProviderIdentity): number {
  return signedInAt === null ? 0 : Math.max(0, (Date.now() - signedInAt.getTime()) / 1000)
}

const unproved = () => new DomainError('forbidden', 'Show first that it is you.', 'proof')

const ask: Statement<Outcome> = { name: 'recent_proof', text: 'SELECT recent_proof($1, $2, $3) AS outcome' }

const note: Statement<object> = {
  name: 'note_proof',
  text: `UPDATE sign_in SET proved_at = clock_timestamp()
    WHERE user_id = $1 AND id = $2 AND expires_at > now() RETURNING id`,
}

const noteByProvider: Statement<object> = {
  name: 'note_proof_by_provider',
  text: `UPDATE sign_in SET proved_at = greatest(proved_at, clock_timestamp() - make_interval(secs => $5))
    WHERE user_id = $1 AND id = $2 AND expires_at > now() AND EXISTS (
      SELECT FROM account a WHERE a.user_id = $1 AND a.provider = $3 AND a.provider_account_id = $4
    ) AND NOT EXISTS (SELECT FROM second_factor f WHERE f.user_id = $1 AND f.confirmed_at IS NOT NULL)
    RETURNING id`,
}
