import { upgradeChange } from '@tandem/crdt/format-1'
import type { Database } from '@tandem/db'
import { isId } from '../id.ts'
import { run, runOne, type Statement } from '../statement.ts'

/** One change in a document's log, with what the server knows of it. */
export type LogRow = {
  readonly seq: number
  readonly replica: number
  readonly rseq: number
  readonly userId: string
  readonly at: Date
  /** In today's format, whichever it was written in. */
  readonly payload: Uint8Array
}

/** Rows that one statement reads: bounds its memory. */
export const maxRows = 10_000
/** Bytes of payload that one statement reads, unless its first row alone has more. */
export const defaultBytes = 4 * 1024 * 1024

/**
 * The rows of a document's log after the seq `after`, in order and without a gap: at most `limit` of them, and no more
 * payload than `maxBytes`, but at least one row when there is one. For the collaboration server: it asks no policy.
 */
export async function readLog(
  db: Database,
  documentId: string,
  { after, limit, maxBytes = defaultBytes }: { after: number; limit: number; maxBytes?: number | undefined },
): Promise<LogRow[]> {
  if (!isId(documentId)) return []
  const rows = await run(db, read, [documentId, after, Math.min(limit, maxRows), maxBytes])
  return rows.map(({ seq, rseq, payload, ...row }) => ({
    ...row,
    seq: Number(seq),
    rseq: Number(rseq),
    payload: upgradeChange(payload),
  }))
}

/** The seq of a document's last log row, 0 when there is none yet; null when there is no such document. */
export async function head(db: Database, documentId: string): Promise<number | null> {
  if (!isId(documentId)) return null
  const row = await runOne(db, readHead, [documentId])
  return row && Number(row.head)
}

/**
 * Of documents and the last row that somebody knows of: those whose log has more rows, and how far each is now. For the
 * collaboration server: it asks no policy.
 */
export async function headsBeyond(db: Database, known: ReadonlyMap<string, number>): Promise<Map<string, number>> {
  const ids = [...known.keys()].filter(isId)
  const rows = await run(db, readHeadsBeyond, [ids, ids.map((id) => known.get(id) ?? 0)])
  return new Map(rows.map(({ id, head }) => [id, Number(head)]))
}

const read: Statement<Omit<LogRow, 'seq' | 'rseq'> & { readonly seq: string; readonly rseq: string }> = {
  name: 'read_log',
  // The length of a value is known without reading it, so rows past the budget cost next to nothing.
  text: `SELECT seq, replica_id AS replica, rseq, user_id AS "userId", created_at AS at, payload
    FROM (
      SELECT *, sum(octet_length(payload)) OVER (ORDER BY seq) - octet_length(payload) AS before
      FROM (SELECT * FROM operation WHERE document_id = $1 AND seq > $2 ORDER BY seq LIMIT $3) page
    ) page
    WHERE before = 0 OR before + octet_length(payload) <= $4::bigint
    ORDER BY seq`,
}

const readHead: Statement<{ readonly head: string }> = {
  name: 'read_head',
  text: 'SELECT head FROM document WHERE id = $1',
}

const readHeadsBeyond: Statement<{ readonly id: string; readonly head: string }> = {
  name: 'read_heads_beyond',
  text: `SELECT d.id, d.head FROM unnest($1::text[], $2::bigint[]) AS known (id, head)
    JOIN document d ON d.id = known.id WHERE d.head > known.head`,
}
