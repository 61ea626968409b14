import type { Database } from '@tandem/db'
import { type Actor, askingInPerson, whoAsks } from '../access/actor.ts'
import { isPossiblePassword } from '../accounts/password.ts'
import { verifyPasswordHash } from '../accounts/password-hash.ts'
import { DomainError } from '../domain-error.ts'
import { isId } from '../id.ts'
import { runOne, type Statement } from '../statement.ts'
import type { LinkRole } from './link.ts'
import { isAddressOf, linkIdIn } from './link-address.ts'

/** What somebody learns of a link who has its address: not what it leads to. */
export type LinkOffer = { readonly role: LinkRole; readonly needsPassword: boolean }

/** Keeps people from finding a link's password by trying. */
export interface LinkGuesses {
  /** Whether a password of this link may be tried now. */
  mayGuess(linkId: string): Promise<boolean>
  /** One that was tried is wrong. Whether that was one of those that may be tried, and not one more at the same time. */
  countGuess(linkId: string): Promise<boolean>
}

/** What an address is tried with. */
export type LinkKey = {
  readonly address: string
  readonly password?: string | undefined
  readonly guesses?: LinkGuesses | undefined
}

/**
 * What a link offers. Throws `DomainError('not_found')` for one that leads nowhere: it is wrong, or was turned off, or its
 * time is over, or its document is in the trash. Which of them, a stranger does not learn.
 */
export async function linkOffer(db: Database, secret: string, address: string): Promise<LinkOffer> {
  const { role, passwordHash } = await findLink(db, secret, address)
  return { role, needsPassword: passwordHash !== null }
}

/**
 * Gives the actor what the link gives, if that is more than they have. Throws `DomainError`: `not_found` as above,
 * `forbidden` (field `password`) when the password is wrong or missing, and (no field) when an owner was asked to let
 * them in, `auth_required` when there is no such person (any more), or their sign-in has ended, `account_disabled`,
 * `rate_limited` where too many passwords were wrong, `busy`.
 */
export async function openLink(
  db: Database,
  secret: string,
  actor: Actor,
  key: LinkKey,
): Promise<{ documentId: string }> {
  const { id, generation, passwordHash } = await unlocked(db, secret, key)
  if (!isId(actor.userId)) throw new DomainError('auth_required')
  const row = await runOne(db, open, [id, whoAsks(actor), generation, passwordHash])
  if (row?.documentId === '') throw new DomainError('forbidden', askedSentence)
  if (!row?.documentId) throw nowhere()
  return { documentId: row.documentId }
}

/** The link of an address that is right, tried with the right password. Throws as `openLink`. */
export async function unlocked(
  db: Database,
  secret: string,
  { address, password, guesses }: LinkKey,
): Promise<FoundLink> {
  const link = await findLink(db, secret, address)
  if (link.passwordHash === null) return link
  if (!password) throw new DomainError('forbidden', 'This link asks for a password.', 'password')
  // Before the work, for its sake. And behind it: of many that came at once nobody learns more than of as many as may.
  if (guesses && !(await guesses.mayGuess(link.id))) throw tooManyGuesses()
  const matches = isPossiblePassword(password) && (await verifyPasswordHash(link.passwordHash, password))
  const counts = !guesses || (await (matches ? guesses.mayGuess(link.id) : guesses.countGuess(link.id)))
  if (!counts) throw tooManyGuesses()
  if (matches) return link
  throw new DomainError('forbidden', 'That is not the link’s password.', 'password')
}

const tooManyGuesses = () => new DomainError('rate_limited', 'Too many passwords were wrong. Try again in an hour.')

async function findLink(db: Database, secret: string, address: string): Promise<FoundLink> {
  const id = linkIdIn(address)
  const link = id === null ? null : await runOne(db, find, [id])
  if (link === null || !isAddressOf(secret, link, address)) throw nowhere()
  return link
}

/** The document of a link whose address this is, or was; null of one that is no link's. */
export async function documentOfLink(db: Database, secret: string, address: string): Promise<string | null> {
  const id = linkIdIn(address)
  const link = id === null ? null : await runOne(db, findAny, [id])
  if (id === null || link === null) return null
  for (let generation = link.generation; generation > Math.max(0, link.generation - maxFormerAddresses); generation--) {
    if (isAddressOf(secret, { id, generation }, address)) return link.documentId
  }
  return null
}

/** Addresses that a link had and that may still be asked with: each costs a hash. */
const maxFormerAddresses = 100

const askedSentence = 'An owner lets people in here one by one, and has been asked. Open the link again a little later.'

const nowhere = () => new DomainError('not_found', 'This link does not lead anywhere (any more).')

/** A link that leads somewhere. */
type FoundLink = {
  readonly id: string
  readonly generation: number
  readonly role: LinkRole
  readonly passwordHash: string | null
}

const find: Statement<FoundLink> = {
  name: 'find_link',
  text: `SELECT l.id, l.generation, l.role, l.password_hash AS "passwordHash"
    FROM share_link l JOIN document d ON d.id = l.document_id
    WHERE l.id = $1 AND d.trashed_at IS NULL AND l.ended_at IS NULL AND (l.expires_at IS NULL OR l.expires_at > now())`,
}

const findAny: Statement<{ readonly generation: number; readonly documentId: string }> = {
  name: 'find_any_link',
  text: 'SELECT l.generation, l.document_id AS "documentId" FROM share_link l WHERE l.id = $1',
}

const open: Statement<{ readonly documentId: string | null }> = {
  name: 'open_link',
  text: `SELECT open_link($1, $3, $4, ${askingInPerson}) AS "documentId"`,
}
