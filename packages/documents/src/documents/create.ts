import { type Database, newId } from '@tandem/db'
import { type Actor, askingInPerson, whoAsks } from '../access/actor.ts'
import { DomainError } from '../domain-error.ts'
import { isId } from '../id.ts'
import { parse } from '../parse.ts'
import { runOne, type Statement } from '../statement.ts'
import { newDocumentSchema } from './new-document.ts'

// Document and owner in one statement: the database refuses a document without one. Who asks is judged before either is made.
const create: Statement<object> = {
  name: 'create_document',
  text: `WITH who AS MATERIALIZED (SELECT ${askingInPerson} AS id),
      made AS (INSERT INTO document (id, title) SELECT $1, $3 FROM who RETURNING id)
    INSERT INTO permission (document_id, user_id, role) SELECT made.id, who.id, 'owner' FROM made, who`,
}

/**
 * Makes an empty document that the actor owns. Throws `DomainError`: `bad_request` for a title that is not valid, `forbidden`
 * for a guest, `auth_required` when there is no such person (any more), or their sign-in has ended, `account_disabled`.
 */
export async function createDocument(
  db: Database,
  actor: Actor,
  input: { title?: string | undefined } = {},
): Promise<{ id: string }> {
  const { title } = parse(newDocumentSchema, input)
  if (!isId(actor.userId)) throw new DomainError('auth_required')
  const id = newId()
  await runOne(db, create, [id, whoAsks(actor), title])
  return { id }
}
