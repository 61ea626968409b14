import { type Database, newId } from '@tandem/db'
import { type Actor, asking, whoAsks } from '../access/actor.ts'
import { rolesThatMay } from '../access/policy.ts'
import { lockedSharers, sharers } from '../access/sharers.ts'
import { hashPassword } from '../accounts/password-hash.ts'
import { DomainError } from '../domain-error.ts'
import { assertDocumentId, isId } from '../id.ts'
import { type Outcome, settle } from '../outcome.ts'
import { parse } from '../parse.ts'
import { run, runOne, type Statement } from '../statement.ts'
import { allowedRows } from './allowed-rows.ts'
import {
  type LinkChange,
  type LinkRole,
  linkChangeSchema,
  maxLinksPerDocument,
  type NewLink,
  newLinkSchema,
  type ShareLink,
} from './link.ts'
import { linkAddress } from './link-address.ts'

/**
 * The links of a document, the oldest first; `secret` makes their addresses. Throws `DomainError`: `not_found`,
 * `forbidden` (an address is access).
 */
export async function listLinks(db: Database, actor: Actor, documentId: string, secret: string): Promise<ShareLink[]> {
  assertDocumentId(documentId)
  const rows = await run(db, list, [documentId, actor.userId, rolesThatMay('share')])
  return allowedRows(rows).flatMap(({ id, generation, allowed: _, ...link }) =>
    id === null ? [] : [{ ...link, id, address: linkAddress(secret, { id, generation }) }],
  )
}

/**
 * Makes a link. Throws `DomainError`: `bad_request` for input that is not valid, `not_found`, `forbidden`, `conflict`
 * when the document has as many as it may, `busy`.
 */
export async function createLink(
  db: Database,
  actor: Actor,
  documentId: string,
  input: NewLink,
): Promise<{ id: string }> {
  assertDocumentId(documentId)
  const { name, role, expiresAt, password } = parse(newLinkSchema, input)
  const id = newId()
  const hash = password === null ? null : await hashPassword(password)
  const allowed = rolesThatMay('share')
  const values = [documentId, whoAsks(actor), allowed, id, role, name, hash, expiresAt, maxLinksPerDocument]
  const row = await runOne(db, create, values)
  if (row?.outcome === 'conflict') {
    throw new DomainError('conflict', `A document can have at most ${maxLinksPerDocument} links. Remove one first.`)
  }
  settle(row)
  return { id }
}

/**
 * Changes a link, and with it the roles of those who are here by it, from this commit on. A link whose time was over
 * leads somewhere again when its time is not over any more. Throws `DomainError`: `bad_request`, `not_found`,
 * `forbidden`, `busy`.
 */
export async function changeLink(
  db: Database,
  actor: Actor,
  documentId: string,
  linkId: string,
  input: LinkChange,
): Promise<void> {
  assertDocumentId(documentId)
  const { name, role, expiresAt, password } = parse(linkChangeSchema, input)
  if (!isId(linkId)) throw new DomainError('not_found')
  const hash = typeof password === 'string' ? await hashPassword(password) : null
  const values = [
    documentId,
    whoAsks(actor),
    rolesThatMay('share'),
    linkId,
    role,
    name,
    expiresAt,
    password !== undefined,
    hash,
  ]
  settle(await runOne(db, change, values))
}

/**
 * Makes a link only ask from now on: an owner lets in one by one who comes by it. Or no more. Throws `DomainError`:
 * `not_found`, `forbidden`.
 */
export async function setLinkApproval(
  db: Database,
  actor: Actor,
  documentId: string,
  linkId: string,
  approval: boolean,
): Promise<void> {
  assertDocumentId(documentId)
  if (!isId(linkId)) throw new DomainError('not_found')
  settle(await runOne(db, approve, [documentId, whoAsks(actor), rolesThatMay('share'), linkId, approval]))
}

/**
 * Gives a link another address. The old one leads nowhere from this commit on, and whoever is here by it is not any
 * more. Throws `DomainError`: `not_found`, `forbidden`.
 */
export async function renewLink(db: Database, actor: Actor, documentId: string, linkId: string): Promise<void> {
  await settleLink(db, renew, actor, documentId, linkId)
}

/**
 * Turns a link off for good: from this commit on nothing is written by those who are here by it only, and their sessions
 * are cut. Throws `DomainError`: `not_found`, `forbidden`.
 */
export async function removeLink(db: Database, actor: Actor, documentId: string, linkId: string): Promise<void> {
  await settleLink(db, remove, actor, documentId, linkId)
}

async function settleLink(
  db: Database,
  statement: Statement<Outcome>,
  actor: Actor,
  documentId: string,
  linkId: string,
): Promise<void> {
  assertDocumentId(documentId)
  if (!isId(linkId)) throw new DomainError('not_found')
  settle(await runOne(db, statement, [documentId, whoAsks(actor), rolesThatMay('share'), linkId]))
}

type LinkRow = Omit<ShareLink, 'id' | 'address'> & {
  readonly allowed: boolean
  readonly id: string | null
  readonly generation: number
  readonly role: LinkRole
}

const list: Statement<LinkRow> = {
  name: 'list_links',
  text: `SELECT p.role = ANY (${sharers}) AS allowed, l.id, l.generation, l.name, l.role,
      l.password_hash IS NOT NULL AS "hasPassword", l.general, l.approval, l.expires_at AS "expiresAt",
      l.ended_at IS NULL AND (l.expires_at IS NULL OR l.expires_at > now()) AS open, l.uses,
      l.last_used_at AS "lastUsedAt", l.created_at AS "createdAt"
    FROM permission p LEFT JOIN share_link l ON l.document_id = p.document_id
    WHERE p.document_id = $1 AND p.user_id = $2
    ORDER BY l.created_at, l.id`,
}

const create: Statement<Outcome> = {
  name: 'create_link',
  text: `SELECT create_link($1, ${asking}, ${lockedSharers}, $4, $5::role, $6, $7, $8, $9) AS outcome`,
}

const change: Statement<Outcome> = {
  name: 'change_link',
  text: `SELECT change_link($1, ${asking}, ${lockedSharers}, $4, $5::role, $6, $7, $8, $9) AS outcome`,
}

const approve: Statement<Outcome> = {
  name: 'set_link_approval',
  text: `SELECT set_link_approval($1, ${asking}, ${lockedSharers}, $4, $5) AS outcome`,
}

const renew: Statement<Outcome> = {
  name: 'renew_link',
  text: `SELECT renew_link($1, ${asking}, ${lockedSharers}, $4) AS outcome`,
}

const remove: Statement<Outcome> = {
  name: 'remove_link',
  text: `SELECT remove_link($1, ${asking}, ${lockedSharers}, $4) AS outcome`,
}
