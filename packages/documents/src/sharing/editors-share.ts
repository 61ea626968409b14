import type { Database } from '@tandem/db'
import { z } from 'zod'
import { type Actor, asking, whoAsks } from '../access/actor.ts'
import { rolesThatMay } from '../access/policy.ts'
import { assertDocumentId } from '../id.ts'
import { type Outcome, settle } from '../outcome.ts'
import { parse } from '../parse.ts'
import { runOne, type Statement } from '../statement.ts'

const choiceSchema = z.boolean('Choose whether editors may share.')

/**
 * Lets those who can edit share a document, too, or no more. Whom they let in meanwhile stays. Throws `DomainError`:
 * `bad_request`, `not_found`, `forbidden`.
 */
export async function setEditorsShare(
  db: Database,
  actor: Actor,
  documentId: string,
  editorsShare: boolean,
): Promise<void> {
  assertDocumentId(documentId)
  const choice = parse(choiceSchema, editorsShare)
  settle(await runOne(db, set, [documentId, whoAsks(actor), rolesThatMay('own'), choice]))
}

const set: Statement<Outcome> = {
  name: 'set_editors_share',
  text: `SELECT set_editors_share($1, ${asking}, $3::role[], $4) AS outcome`,
}
