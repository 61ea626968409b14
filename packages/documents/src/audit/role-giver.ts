import type { Database } from '@tandem/db'
import type { Actor } from '../access/actor.ts'
import { getDocument } from '../documents/get.ts'
import { runOne, type Statement } from '../statement.ts'

/**
 * The name of whoever gave somebody the role that they have in a document: null when they came by it otherwise, as its maker, by
 * themselves or by a link, or when the account of whoever gave it is gone. Throws `DomainError('not_found')`.
 */
export async function roleGiver(db: Database, actor: Actor, documentId: string): Promise<string | null> {
  const { id } = await getDocument(db, actor, documentId)
  return (await runOne(db, lastGiver, [id, actor.userId]))?.name ?? null
}

const lastGiver: Statement<{ readonly name: string | null }> = {
  name: 'role_giver',
  text: `SELECT CASE WHEN e.actor_id <> e.subject_id THEN u.name END AS name FROM audit_event e LEFT JOIN "user" u ON u.id = e.actor_id
    WHERE e.document_id = $1 AND e.subject_id = $2 AND e.event IN ('access_given', 'access_changed')
    ORDER BY e.id DESC LIMIT 1`,
}
