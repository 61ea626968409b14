import type { Database } from '@tandem/db'
import { DomainError } from '../domain-error.ts'
import { isId } from '../id.ts'
import { run, runOne, type Statement } from '../statement.ts'
import { keptReplicas } from './log-limits.ts'

const issue: Statement<{ readonly id: number | null; readonly spent: number | null }> = {
  name: 'issue_replica',
  text: 'SELECT id, spent FROM issue_replica($1, $2, $3, $4)',
}

const giveBack: Statement<object> = {
  name: 'give_back_replica',
  text: 'SELECT give_back_replica($1, $2)',
}

/**
 * A fresh replica id for one session of one person on one document. Only they can ever write with it, and it is never
 * given out again. Of their replicas there the newest `kept` stay, and those as which they wrote: what comes from another
 * one is refused (`replica_invalid`). Throws `DomainError('not_found')` for a person without access.
 */
export async function issueReplica(
  db: Database,
  { documentId, userId, sessionId }: { documentId: string; userId: string; sessionId: string },
  kept = keptReplicas,
): Promise<number> {
  if (!isId(documentId) || !isId(userId)) throw new DomainError('not_found')
  const row = await runOne(db, issue, [documentId, userId, sessionId, kept])
  if (row?.id == null) throw new DomainError('not_found')
  if (row.spent !== null) await run(db, giveBack, [documentId, row.spent])
  return row.id
}

/**
 * The newest replica of a session of that name that has changes in the log, and the last of them; null when there is none.
 * One without is about to be written as by whoever it was issued to. Whoever writes as it must have all of its changes before them, and must not mind that others do so too.
 */
export async function idleReplica(
  db: Database,
  { documentId, userId, sessionId }: { documentId: string; userId: string; sessionId: string },
): Promise<{ readonly id: number; readonly lastRseq: number } | null> {
  const row = await runOne(db, newest, [documentId, userId, sessionId])
  return row && { id: row.id, lastRseq: Number(row.lastRseq) }
}

const newest: Statement<{ readonly id: number; readonly lastRseq: string }> = {
  name: 'newest_replica_of_session',
  // The index is of those of tokens.
  text: `SELECT id, last_rseq AS "lastRseq" FROM replica
    WHERE document_id = $1 AND session_id = $3 AND session_id LIKE 'token %' AND user_id = $2
      AND last_rseq > 0 ORDER BY id DESC LIMIT 1`,
}

/** Whose replica it is, and where it stands in the log. */
export type ReplicaOwner = {
  readonly userId: string
  readonly sessionId: string
  /** The last of its changes in the log; 0 when there is none. */
  readonly lastRseq: number
  /** The counter that its next inserted code unit takes. */
  readonly nextCounter: number
}

const owner: Statement<{ userId: string; sessionId: string; lastRseq: string; nextCounter: string }> = {
  name: 'replica_owner',
  text: `SELECT user_id AS "userId", session_id AS "sessionId", last_rseq AS "lastRseq", next_counter AS "nextCounter"
    FROM replica WHERE document_id = $1 AND id = $2`,
}

/** The owner of a replica of a document, or null when none was issued with that id. */
export async function replicaOwner(db: Database, documentId: string, replica: number): Promise<ReplicaOwner | null> {
  if (!isId(documentId) || !isReplicaId(replica)) return null
  const row = await runOne(db, owner, [documentId, replica])
  return row && { ...row, lastRseq: Number(row.lastRseq), nextCounter: Number(row.nextCounter) }
}

const authors: Statement<{ replica: number; userId: string; name: string }> = {
  name: 'replica_authors',
  text: `SELECT r.id AS replica, u.id AS "userId", u.name FROM replica r JOIN "user" u ON u.id = r.user_id
    WHERE r.document_id = $1 AND r.last_rseq > 0 ORDER BY r.id`,
}

/** Who wrote with each replica that has written to a document: authorship of every character follows from it. */
export async function replicaAuthors(
  db: Database,
  documentId: string,
): Promise<ReadonlyMap<number, { readonly id: string; readonly name: string }>> {
  if (!isId(documentId)) return new Map()
  const rows = await run(db, authors, [documentId])
  return new Map(rows.map(({ replica, userId, name }) => [replica, { id: userId, name }]))
}

function isReplicaId(value: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= 0x7fffffff
}
