import type { Database } from '@tandem/db'
import { type Actor, asking, whoAsks } from '../access/actor.ts'
import { rolesThatMay } from '../access/policy.ts'
import { DomainError } from '../domain-error.ts'
import { assertDocumentId, isId } from '../id.ts'
import { type Outcome, settle } from '../outcome.ts'
import { parse } from '../parse.ts'
import { run, runOne, type Statement } from '../statement.ts'
import { tagNameSchema } from './tag-name.ts'

/** A tag of somebody's, and how many of the documents that they may open have it. */
export type Tag = { readonly name: string; readonly documents: number }

/** More tags on one document are no order any more. */
const maxTagsOnDocument = 20
/** More tags of one person are not found again in a list of them. */
const maxTags = 100

/** The actor's tags, by name; without those that only documents have that are in the trash or out of reach. */
export async function listTags(db: Database, actor: Actor): Promise<Tag[]> {
  return isId(actor.userId) ? run(db, list, [actor.userId, rolesThatMay('read')]) : []
}

/**
 * Gives a document a tag, or takes it. Only the actor sees it. Throws `DomainError`: `bad_request` for a name that is not
 * valid, `conflict` for more than 20 tags on a document or more than 100 in all, `not_found`.
 */
export async function setTagged(
  db: Database,
  actor: Actor,
  documentId: string,
  { tag, tagged }: { readonly tag: string; readonly tagged: boolean },
): Promise<void> {
  assertDocumentId(documentId)
  const name = parse(tagNameSchema, tag)
  const limits = [maxTagsOnDocument, maxTags]
  const row = await runOne(db, set, [documentId, whoAsks(actor), rolesThatMay('read'), name, tagged, ...limits])
  if (row?.outcome === 'conflict') {
    throw new DomainError(
      'conflict',
      `A document can have at most ${maxTagsOnDocument} tags, and there can be at most ${maxTags} in all.`,
    )
  }
  settle(row)
}

const list: Statement<Tag> = {
  name: 'list_tags',
  text: `SELECT t.name, count(*)::int AS documents
    FROM document_tag t JOIN permission p ON p.user_id = t.user_id AND p.document_id = t.document_id
      JOIN document d ON d.id = t.document_id
    WHERE t.user_id = $1 AND p.role = ANY ($2::role[]) AND d.trashed_at IS NULL
    GROUP BY t.name ORDER BY lower(t.name), t.name`,
}

const set: Statement<Outcome> = {
  name: 'set_tagged',
  text: `SELECT set_tagged($1, ${asking}, $3::role[], $4, $5, $6, $7) AS outcome`,
}
