import type { Database } from '@tandem/db'
import { z } from 'zod'
import type { Actor } from '../access/actor.ts'
import { pageOf } from '../audit/audit-page.ts'
import { isId } from '../id.ts'
import { parse } from '../parse.ts'
import { run, type Statement } from '../statement.ts'
import { requireAdministrator } from './administrators.ts'
import { containing, pageSize, querySchema } from './query.ts'

/** A document as administrators see it: whose it is, and nothing of what it says but its title. */
export type AdministeredDocument = {
  readonly id: string
  readonly title: string
  readonly owners: readonly { readonly id: string; readonly name: string; readonly email: string | null }[]
  readonly people: number
  readonly editedAt: Date
  readonly trashedAt: Date | null
}

const inputSchema = z.strictObject({ query: querySchema, after: z.string().refine(isId).nullable().default(null) })

/**
 * All documents, the ones edited last first, by part of their title, their id, or an owner's e-mail address; `after` is the
 * `next` of the page before. Throws `DomainError`: `not_found` for who is no administrator, `bad_request`.
 */
export async function listAllDocuments(
  db: Database,
  actor: Actor,
  input: { query?: string; after?: string | null } = {},
): Promise<{ items: readonly AdministeredDocument[]; next: string | null }> {
  await requireAdministrator(db, actor)
  const { query, after } = parse(inputSchema, input)
  return pageOf(await run(db, list, [containing(query), query, after, pageSize + 1]), pageSize)
}

const list: Statement<AdministeredDocument> = {
  name: 'administer_list_documents',
  text: `SELECT d.id, d.title, d.edited_at AS "editedAt", d.trashed_at AS "trashedAt",
      (SELECT count(*)::int FROM permission p WHERE p.document_id = d.id) AS people,
      (SELECT json_agg(json_build_object('id', u.id, 'name', u.name, 'email', u.email) ORDER BY p.created_at)
        FROM permission p JOIN "user" u ON u.id = p.user_id WHERE p.document_id = d.id AND p.role = 'owner') AS owners
    FROM document d
    WHERE (d.title ILIKE $1 OR d.id = $2 OR EXISTS (
        SELECT FROM permission p JOIN "user" u ON u.id = p.user_id
        WHERE p.document_id = d.id AND p.role = 'owner' AND u.email = lower($2)
      ))
      AND ($3::text IS NULL OR (d.edited_at, d.id) < (SELECT c.edited_at, c.id FROM document c WHERE c.id = $3))
    ORDER BY d.edited_at DESC, d.id DESC LIMIT $4`,
}
