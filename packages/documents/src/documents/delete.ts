import type { Database } from '@tandem/db'
import { type Actor, asking, whoAsks } from '../access/actor.ts'
import { rolesThatMay } from '../access/policy.ts'
import { DomainError } from '../domain-error.ts'
import { assertDocumentId } from '../id.ts'
import { type Outcome, settle } from '../outcome.ts'
import { runOne, type Statement } from '../statement.ts'

const remove: Statement<Outcome> = {
  name: 'delete_document',
  text: `SELECT delete_document($1, ${asking}, $3::role[]) AS outcome`,
}

/**
 * Deletes a document that is in the trash for good, with its log and everything else that belongs to it. Throws
 * `DomainError`: `not_found`, `forbidden`, `conflict` when it is not in the trash.
 */
export async function deleteDocument(db: Database, actor: Actor, documentId: string): Promise<void> {
  assertDocumentId(documentId)
  const row = await runOne(db, remove, [documentId, whoAsks(actor), rolesThatMay('delete')])
  if (row?.outcome === 'conflict') {
    throw new DomainError('conflict', 'Only a document that is in the trash can be deleted for good.')
  }
  settle(row)
}
