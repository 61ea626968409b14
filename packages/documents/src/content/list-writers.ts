import type { Database } from '@tandem/db'
import type { Actor } from '../access/actor.ts'
import { getDocument } from '../documents/get.ts'
import { run, type Statement } from '../statement.ts'

/** Somebody who wrote in a document, also when they have no access to it any more. */
export type Writer = {
  readonly userId: string
  readonly name: string
  /** Whether they came by a link and have no account. */
  readonly isGuest: boolean
  /** When they wrote last. */
  readonly at: Date
}

/** People that are listed: more than anybody reads through. */
const maxWriters = 500

/** Who wrote in a document, the last one first. Throws `DomainError('not_found')`. */
export async function listWriters(db: Database, actor: Actor, documentId: string): Promise<Writer[]> {
  const { id } = await getDocument(db, actor, documentId)
  return run(db, list, [id, maxWriters])
}

const list: Statement<Writer> = {
  name: 'list_writers',
  text: `SELECT u.id AS "userId", u.name, u.email IS NULL AND u.deleted_at IS NULL AS "isGuest", max(o.created_at) AS at
    FROM replica r
    JOIN operation o ON o.document_id = r.document_id AND o.replica_id = r.id AND o.rseq = r.last_rseq
    JOIN "user" u ON u.id = r.user_id
    WHERE r.document_id = $1 GROUP BY u.id ORDER BY at DESC, u.id LIMIT $2`,
}
