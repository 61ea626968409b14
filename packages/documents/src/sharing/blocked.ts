import type { Database } from '@tandem/db'
import { type Actor, asking, whoAsks } from '../access/actor.ts'
import { rolesThatMay } from '../access/policy.ts'
import { DomainError } from '../domain-error.ts'
import { assertDocumentId, isId } from '../id.ts'
import { type Outcome, settle } from '../outcome.ts'
import { run, runOne, type Statement } from '../statement.ts'
import { allowedRows } from './allowed-rows.ts'

/** Somebody who is kept out of a document. `email` is null for a guest. */
export type BlockedPerson = { readonly id: string; readonly name: string; readonly email: string | null }

/**
 * Takes somebody's access away, as `removePerson`, and keeps them out: links lead nowhere for them, nobody adds them, and
 * they can't ask. Also for who only asks for access. A guest may come again as another guest. Throws `DomainError`:
 * `not_found` (also for who neither has access nor asks for it), `forbidden`, `conflict` for oneself.
 */
export async function blockPerson(db: Database, actor: Actor, documentId: string, userId: string): Promise<void> {
  const row = await runAbout(db, block, actor, documentId, userId)
  if (row?.outcome === 'conflict') throw new DomainError('conflict', 'You can’t block yourself.')
  settle(row)
}

/**
 * Lets somebody come again who was blocked; it gives them nothing. Throws `DomainError`: `not_found` (also for who is
 * not blocked), `forbidden`.
 */
export async function unblockPerson(db: Database, actor: Actor, documentId: string, userId: string): Promise<void> {
  settle(await runAbout(db, unblock, actor, documentId, userId))
}

/** Who is blocked, the last one first. Throws `DomainError`: `not_found`, `forbidden`. */
export async function listBlocked(db: Database, actor: Actor, documentId: string): Promise<BlockedPerson[]> {
  assertDocumentId(documentId)
  const rows = await run(db, list, [documentId, actor.userId, rolesThatMay('own')])
  return allowedRows(rows).flatMap(({ id, name, email }) => (id === null ? [] : [{ id, name, email }]))
}

async function runAbout(
  db: Database,
  statement: Statement<Outcome>,
  actor: Actor,
  documentId: string,
  userId: string,
): Promise<Outcome | null> {
  assertDocumentId(documentId)
  if (!isId(userId)) throw new DomainError('not_found')
  return runOne(db, statement, [documentId, whoAsks(actor), rolesThatMay('own'), userId])
}

const block: Statement<Outcome> = {
  name: 'block_person',
  text: `SELECT block_person($1, ${asking}, $3::role[], $4) AS outcome`,
}

const unblock: Statement<Outcome> = {
  name: 'unblock_person',
  text: `SELECT unblock_person($1, ${asking}, $3::role[], $4) AS outcome`,
}

const list: Statement<Omit<BlockedPerson, 'id'> & { readonly id: string | null; readonly allowed: boolean }> = {
  name: 'list_blocked',
  text: `SELECT p.role = ANY ($3::role[]) AS allowed, u.id, u.name, u.email
    FROM permission p LEFT JOIN (blocked_person b JOIN "user" u ON u.id = b.user_id) ON b.document_id = p.document_id
    WHERE p.document_id = $1 AND p.user_id = $2
    ORDER BY b.created_at DESC, u.id`,
}
