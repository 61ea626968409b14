import type { Database } from '@tandem/db'
import { z } from 'zod'
import type { Actor } from '../access/actor.ts'
import { cursorSchema, pageOf } from '../audit/audit-page.ts'
import type { Activity } from '../audit/list-activity.ts'
import { parse } from '../parse.ts'
import { run, type Statement } from '../statement.ts'
import { requireAdministrator } from './administrators.ts'
import { containing, pageSize, querySchema } from './query.ts'

/** Something that was done, as administrators see it. */
export type AuditLogEvent = Activity & {
  /** The title is null of a document that was deleted for ever. */
  readonly document: { readonly id: string; readonly title: string | null } | null
}

const inputSchema = z.strictObject({ query: querySchema, before: cursorSchema })

/**
 * Everything that was done, the newest first, by the e-mail address or part of the name of a person in it, or by the id of
 * a document; `before` is the `next` of the page before. Throws `DomainError`: `not_found` for who is no administrator,
 * `bad_request`.
 */
export async function listAuditLog(
  db: Database,
  actor: Actor,
  input: { query?: string; before?: string | undefined } = {},
): Promise<{ items: readonly AuditLogEvent[]; next: string | null }> {
  await requireAdministrator(db, actor)
  const { query, before } = parse(inputSchema, input)
  return pageOf(await run(db, list, [query, containing(query), before, pageSize + 1]), pageSize)
}

const list: Statement<AuditLogEvent> = {
  name: 'administer_list_audit_log',
  text: `SELECT e.id::text, e.at, e.event, e.details,
      CASE WHEN e.actor_id IS NOT NULL THEN json_build_object('id', e.actor_id, 'name', a.name) END AS actor,
      CASE WHEN e.subject_id IS NOT NULL THEN json_build_object('id', e.subject_id, 'name', s.name) END AS subject,
      CASE WHEN e.document_id IS NOT NULL THEN json_build_object('id', e.document_id, 'title', d.title) END AS document
    FROM audit_event e LEFT JOIN "user" a ON a.id = e.actor_id LEFT JOIN "user" s ON s.id = e.subject_id
      LEFT JOIN document d ON d.id = e.document_id
    WHERE ($1 = '' OR e.document_id = $1 OR a.name ILIKE $2 OR a.email ILIKE $2 OR s.name ILIKE $2 OR s.email ILIKE $2)
      AND ($3::bigint IS NULL OR e.id < $3)
    ORDER BY e.id DESC LIMIT $4`,
}
