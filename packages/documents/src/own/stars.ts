import type { Database } from '@tandem/db'
import { type Actor, asking, whoAsks } from '../access/actor.ts'
import { rolesThatMay } from '../access/policy.ts'
import { assertDocumentId } from '../id.ts'
import { type Outcome, settle } from '../outcome.ts'
import { runOne, type Statement } from '../statement.ts'

/** Gives a document a star of the actor's, or takes it. Only they see it. Throws `DomainError('not_found')`. */
export async function setStarred(db: Database, actor: Actor, documentId: string, starred: boolean): Promise<void> {
  assertDocumentId(documentId)
  settle(await runOne(db, set, [documentId, whoAsks(actor), rolesThatMay('read'), starred]))
}

const set: Statement<Outcome> = {
  name: 'set_starred',
  text: `SELECT set_starred($1, ${asking}, $3::role[], $4) AS outcome`,
}
