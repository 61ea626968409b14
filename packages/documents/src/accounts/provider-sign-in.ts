import { type Database, newId } from '@tandem/db'
import { isUniqueViolation } from '../database-error.ts'
import { DomainError } from '../domain-error.ts'
import { isId } from '../id.ts'
import type { Outcome } from '../outcome.ts'
import { runOne, type Statement } from '../statement.ts'
import { emailSchema } from './email.ts'
import { nameSchema } from './person-text.ts'
import type { ProviderIdentity } from './provider-identity.ts'
import { proofOf, proveByProvider, settleProved } from './recent-proof.ts'
import type { SignInHolder } from './sign-in.ts'
import { beginSignIn } from './sign-ins.ts'

/**
 * Signs somebody in who comes from another provider. Who is connected is known by subject. Who comes for the first time gets
 * an account, or, where both sides know the address to be theirs, the account that has it: unless that one has a second
 * factor, which a mailbox is no substitute for. Throws `DomainError`: `forbidden` when the provider doesn't vouch for an
 * address, `conflict` when the account has to be connected by somebody signed in to it, `account_disabled`, `busy`.
 */
export async function signInWithProvider(
  db: Database,
  identity: ProviderIdentity,
  agent: string,
): Promise<{ userId: string; signInId: string }> {
  const known = (await findConnected(db, identity)) ?? (await arrive(db, identity))
  const { signInId } = await beginSignIn(db, { userId: known.id, passwordHash: known.passwordHash, agent })
  return { userId: known.id, signInId }
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
  const rows = await db.prisma.account.findMany({ where: { userId }, select: { provider: true } })
  return rows.map(({ provider }) => provider).sort()
}

/**
 * Ends that somebody can come in by a provider. Throws what `settleProved` throws, and `DomainError('conflict')` when that is
 * their only way in, or none of theirs.
 */
export async function disconnectProvider(db: Database, holder: SignInHolder, provider: string): Promise<void> {
  const row = await runOne(db, disconnect, [...proofOf(holder), provider])
  if (row?.outcome === 'conflict') throw new DomainError('conflict', 'It is your only way in. Set a password first.')
  settleProved(row)
}

type Person = { readonly id: string; readonly passwordHash: string | null }

async function findConnected(db: Database, { provider, subject }: ProviderIdentity): Promise<Person | null> {
  const key = { provider, providerAccountId: subject }
  const select = { user: { select: { id: true, passwordHash: true } } }
  const row = await db.prisma.account.findUnique({ where: { provider_providerAccountId: key }, select })
  return row?.user ?? null
}

async function arrive(db: Database, identity: ProviderIdentity): Promise<Person> {
  const email = emailSchema.safeParse(identity.email)
  if (!identity.emailVerified || !email.success) {
    throw new DomainError('forbidden', 'The provider doesn’t vouch for your e-mail address.')
  }
  const person = await runOne(db, findByEmail, [email.data])
  if (person && !person.mayConnect) {
    throw new DomainError('conflict', 'There is an account with this e-mail address. Sign in to it to connect the two.')
  }
  if (person) await connect(db, person.id, identity)
  return person ?? make(db, email.data, identity)
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
    const { id } = await db.prisma.user.create({ data, select: { id: true } })
    return { id, passwordHash: null }
  } catch (error) {
    throw isUniqueViolation(error) ? new DomainError('conflict', 'That was asked for twice at once. Try again.') : error
  }
}

async function connect(db: Database, userId: string, { provider, subject }: ProviderIdentity): Promise<void> {
  try {
    await db.prisma.account.create({ data: { userId, type: 'oauth', provider, providerAccountId: subject } })
  } catch (error) {
    throw isUniqueViolation(error) ? new DomainError('conflict', 'That was asked for twice at once. Try again.') : error
  }
}

const findByEmail: Statement<Person & { readonly mayConnect: boolean }> = {
  name: 'find_for_provider',
  text: `SELECT u.id, u.password_hash AS "passwordHash", u.email_verified IS NOT NULL AND NOT EXISTS (
      SELECT FROM second_factor f WHERE f.user_id = u.id AND f.confirmed_at IS NOT NULL
    ) AS "mayConnect"
    FROM "user" u WHERE u.email = $1`,
}

const connectNew: Statement<Outcome> = {
  name: 'connect_provider',
  text: 'SELECT connect_provider($1, $2, $3, $4, $5) AS outcome',
}

const disconnect: Statement<Outcome> = {
  name: 'disconnect_provider',
  text: 'SELECT disconnect_provider($1, $2, $3, $4) AS outcome',
}
