import { type Database, newId } from '@tandem/db'
import { isUniqueViolation } from '../database-error.ts'
import { DomainError } from '../domain-error.ts'
import { isId } from '../id.ts'
import type { Outcome } from '../outcome.ts'
import { runOne, runPrisma, type Statement } from '../statement.ts'
import { emailSchema } from './email.ts'
import { nameSchema } from './person-text.ts'
import type { ProviderIdentity } from './provider-identity.ts'
import { proofOf, proveByProvider, providerProofAge, settleProved } from './recent-proof.ts'
import type { SignInHolder } from './sign-in.ts'
import { beginSignIn } from './sign-ins.ts'

/**
 * Signs somebody in who comes from another provider. Who is connected is known by subject. Who comes for the first time gets
 * an account, or, where both sides know the address to be theirs, the account that has it: unless that one has a second
 * factor, which a mailbox is no substitute for. For what wants a proof it is one where there is no second factor, as old as
 * the provider says. Throws `DomainError`: `forbidden` when the provider doesn't vouch for an address, `conflict` when the
 * account has to be connected by somebody signed in to it, or was deleted meanwhile, `account_disabled`, `busy`.
 */
export async function signInWithProvider(
  db: Database,
  identity: ProviderIdentity,
  agent: string,
): Promise<{ userId: string; signInId: string }> {
  const known = (await findConnected(db, identity)) ?? (await arrive(db, identity))
  const { id: userId, passwordHash } = known
  const proofAgeSeconds = known.hasSecondFactor ? null : providerProofAge(identity)
  const { signInId } = await beginSignIn(db, { userId, passwordHash, proofAgeSeconds, agent })
  return { userId, signInId }
}

/**
 * Takes it that somebody who is signed in came back from a provider. Who is connected to that identity has shown that it is
 * them; else they can come in by it from now on, for which they have to have shown that lately. Throws what `settleProved`
 * throws, and `DomainError` besides: `forbidden` for a guest, `conflict` when somebody else is connected to that identity, or
 * they to another one of that provider.
 */
export async function connectProvider(db: Database, holder: SignInHolder, identity: ProviderIdentity): Promise<void> {
  if (await proveByProvider(db, holder, identity)) return
  const row = await runOne(db, connectNew, [...proofOf(holder), identity.provider, identity.subject])
  if (row?.outcome === 'conflict') throw new DomainError('conflict', 'That is connected to another account already.')
  settleProved(row)
}

/** The providers by which somebody can come in, by name. */
export async function listProviders(db: Database, userId: string): Promise<string[]> {
  if (!isId(userId)) return []
  const rows = await runPrisma(db, (prisma) =>
    prisma.account.findMany({ where: { userId }, select: { provider: true } }),
  )
  return rows.map(({ provider }) => provider).sort()
}

/**
 * Ends that somebody can come in by a provider; `configured` are those by which people can come in now. Throws what
 * `settleProved` throws, and `DomainError('conflict')` when that is their only way in, or none of theirs.
 */
export async function disconnectProvider(
  db: Database,
  holder: SignInHolder,
  provider: string,
  configured: readonly string[],
): Promise<void> {
  const row = await runOne(db, disconnect, [...proofOf(holder), provider, configured])
  if (row?.outcome === 'conflict') throw new DomainError('conflict', 'It is your only way in. Set a password first.')
  settleProved(row)
}

type Person = { readonly id: string; readonly passwordHash: string | null; readonly hasSecondFactor: boolean }

async function findConnected(db: Database, { provider, subject }: ProviderIdentity): Promise<Person | null> {
  return runOne(db, find, [provider, subject])
}

async function arrive(db: Database, identity: ProviderIdentity): Promise<Person> {
  const email = emailSchema.safeParse(identity.email)
  if (!identity.emailVerified || !email.success) {
    throw new DomainError('forbidden', 'The provider doesn’t vouch for your e-mail address.')
  }
  const { provider, subject } = identity
  const person = await runOne(db, findByEmail, [email.data])
  if (!person) return make(db, email.data, identity)
  try {
    // What may have changed meanwhile is asked for again.
    if (await runOne(db, connect, [email.data, provider, subject])) return person
  } catch (error) {
    throw isUniqueViolation(error) ? twiceAtOnce() : error
  }
  throw new DomainError('conflict', 'There is an account with this e-mail address. Sign in to it to connect the two.')
}

async function make(db: Database, email: string, { name, provider, subject }: ProviderIdentity): Promise<Person> {
  const shown = nameSchema.safeParse(name)
  const data = {
    id: newId(),
    email,
    emailVerified: new Date(),
    name: shown.success ? shown.data : email.slice(0, email.indexOf('@')),
    accounts: { create: { type: 'oauth', provider, providerAccountId: subject } },
  }
  try {
    const { id } = await runPrisma(db, (prisma) => prisma.user.create({ data, select: { id: true } }))
    return { id, passwordHash: null, hasSecondFactor: false }
  } catch (error) {
    throw isUniqueViolation(error) ? twiceAtOnce() : error
  }
}

const twiceAtOnce = () => new DomainError('conflict', 'That was asked for twice at once. Try again.')

const hasSecondFactor = `EXISTS (SELECT FROM second_factor f WHERE f.user_id = u.id AND f.confirmed_at IS NOT NULL)`
const person = `u.id, u.password_hash AS "passwordHash", ${hasSecondFactor} AS "hasSecondFactor"`

const find: Statement<Person> = {
  name: 'find_connected',
  text: `SELECT ${person} FROM account a JOIN "user" u ON u.id = a.user_id
    WHERE a.provider = $1 AND a.provider_account_id = $2`,
}

const findByEmail: Statement<Person> = {
  name: 'find_for_provider',
  text: `SELECT ${person} FROM "user" u WHERE u.email = $1`,
}

const connect: Statement<object> = {
  name: 'connect_by_address',
  // Waits for whoever is just deleting the account, which has no address then.
  text: `WITH person AS (
      SELECT u.id FROM "user" u
      WHERE u.email = $1 AND u.email_verified IS NOT NULL AND NOT ${hasSecondFactor} FOR NO KEY UPDATE
    )
    INSERT INTO account (user_id, type, provider, provider_account_id)
    SELECT p.id, 'oauth', $2, $3 FROM person p RETURNING user_id`,
}

const connectNew: Statement<Outcome> = {
  name: 'connect_provider',
  text: 'SELECT connect_provider($1, $2, $3, $4, $5) AS outcome',
}

const disconnect: Statement<Outcome> = {
  name: 'disconnect_provider',
  text: 'SELECT disconnect_provider($1, $2, $3, $4, $5::text[]) AS outcome',
}
