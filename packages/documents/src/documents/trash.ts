import type { Database } from '@tandem/db'
import { type Actor, asking, whoAsks } from '../access/actor.ts'
import { rolesThatMay } from '../access/policy.ts'
import { assertDocumentId } from '../id.ts'
import { type Outcome, settle } from '../outcome.ts'
import { runOne, type Statement } from '../statement.ts'

const setTrashed: Statement<Outcome> = {
  name: 'set_trashed',
  text: `SELECT set_trashed($1, ${asking}, $3::role[], $4) AS outcome`,
}

/**
 * Puts a document into the trash: from this commit on nobody writes to it. One that is there already stays there.
 * Throws `DomainError`: `not_found`, `forbidden`.
 */
export async function trashDocument(db: Database, actor: Actor, documentId: string): Promise<void> {
  assertDocumentId(documentId)
  settle(await runOne(db, setTrashed, [documentId, whoAsks(actor), rolesThatMay('trash'), true]))
}

/**
 * Takes a document out of the trash, with everybody's roles as they were. Throws `DomainError`: `not_found`,
 * `forbidden`.
 */
export async function restoreDocument(db: Database, actor: Actor, documentId: string): Promise<void> {
  assertDocumentId(documentId)
  settle(await runOne(db, setTrashed, [documentId, whoAsks(actor), rolesThatMay('trash'), false]))
}
