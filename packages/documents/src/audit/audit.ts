import type { StatementRunner } from '../access/access-changes.ts'
import type { AuditDetails, AuditEventName } from './audit-event.ts'

/** An event to be written down. */
type AuditEntry = {
  readonly event: AuditEventName
  /** On whose behalf; null when it is the server itself. */
  readonly actorId: string | null
  readonly documentId?: string | null
  /** The person whom it was done to. */
  readonly subjectId?: string | null
  readonly details?: AuditDetails
}

/**
 * Writes down what shows in no row that a trigger looks at. On `db.pool` it is a transaction of its own; on a connection
 * that has begun one, part of that. A function in the database calls `audit(…)` of its own instead.
 */
export async function audit(
  connection: StatementRunner,
  { event, actorId, documentId = null, subjectId = null, details = {} }: AuditEntry,
): Promise<void> {
  await connection.query({
    name: 'audit',
    text: 'SELECT audit($1, $2, $3, $4, $5::jsonb)',
    values: [event, actorId, documentId, subjectId, JSON.stringify(details)],
  })
}
