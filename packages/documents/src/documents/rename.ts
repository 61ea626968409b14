import type { Database } from '@tandem/db'
import { type Actor, asking, whoAsks } from '../access/actor.ts'
import { rolesThatMay } from '../access/policy.ts'
import { titleSchema } from '../accounts/person-text.ts'
import { assertDocumentId } from '../id.ts'
import { type Outcome, settle } from '../outcome.ts'
import { parse } from '../parse.ts'
import { runOne, type Statement } from '../statement.ts'

const rename: Statement<Outcome> = {
  name: 'rename_document',
  text: `SELECT rename_document($1, ${asking}, $3::role[], $4) AS outcome`,
}

/**
 * Gives a document another title, and tells everybody who has it open. Throws `DomainError`: `bad_request`,
 * `not_found`, `forbidden`.
 */
export async function renameDocument(db: Database, actor: Actor, documentId: string, title: string): Promise<void> {
  assertDocumentId(documentId)
  const next = parse(titleSchema, title)
  settle(await runOne(db, rename, [documentId, whoAsks(actor), rolesThatMay('rename'), next]))
}
