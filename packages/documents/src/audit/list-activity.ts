import type { Database } from '@tandem/db'
import { z } from 'zod'
import type { Actor } from '../access/actor.ts'
import { rolesThatMay } from '../access/policy.ts'
import { DomainError } from '../domain-error.ts'
import { assertDocumentId } from '../id.ts'
import { parse } from '../parse.ts'
import { run, runOne, type Statement } from '../statement.ts'
import type { AuditDetails } from './audit-event.ts'
import { cursorSchema, pageOf } from './audit-page.ts'

/** Something that was done with a document, as its owners see it. */
export type Activity = {
  readonly id: string
  readonly at: Date
  readonly event: string
  /** Null when the server itself did it; the name is null of somebody whose account is gone. */
  readonly actor: { readonly id: string; readonly name: string | null } | null
  readonly subject: { readonly id: string; readonly name: string | null } | null
  readonly details: AuditDetails
}

/**
 * What was done with a document and with the access to it, the newest first; `before` is the `next` of the page before.
 * Throws `DomainError`: `bad_request`, `not_found`, `forbidden` (who came and went is for owners).
 */
export async function listActivity(
  db: Database,
  actor: Actor,
  documentId: string,
  input: { before?: string | undefined } = {},
): Promise<{ items: readonly Activity[]; next: string | null }> {
  assertDocumentId(documentId)
  const { before } = parse(z.strictObject({ before: cursorSchema }), input)
  const own = await runOne(db, allowed, [documentId, actor.userId, rolesThatMay('own')])
  if (!own) throw new DomainError('not_found')
  if (!own.allowed) throw new DomainError('forbidden')
  return pageOf(await run(db, list, [documentId, before, activityPageSize + 1]), activityPageSize)
}

/** As many as somebody reads before they ask for more. */
const activityPageSize = 30

const allowed: Statement<{ readonly allowed: boolean }> = {
  name: 'may_list_activity',
  text: 'SELECT p.role = ANY ($3::role[]) AS allowed FROM permission p WHERE p.document_id = $1 AND p.user_id = $2',
}

const list: Statement<Activity> = {
  name: 'list_activity',
  text: `SELECT e.id::text, e.at, e.event, e.details,
      CASE WHEN e.actor_id IS NOT NULL THEN json_build_object('id', e.actor_id, 'name', a.name) END AS actor,
      CASE WHEN e.subject_id IS NOT NULL THEN json_build_object('id', e.subject_id, 'name', s.name) END AS subject
    FROM audit_event e LEFT JOIN "user" a ON a.id = e.actor_id LEFT JOIN "user" s ON s.id = e.subject_id
    WHERE e.document_id = $1 AND ($2::bigint IS NULL OR e.id < $2) ORDER BY e.id DESC LIMIT $3`,
}
