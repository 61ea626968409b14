import type { Database } from '@tandem/db'
import { isId } from './id.ts'
import { run, runOne, type Statement } from './statement.ts'

/** The bytes that a document opens from without replay, as of `seq`, and the digest of what they show. */
export type StoredSnapshot = { readonly seq: number; readonly state: Uint8Array; readonly digest: string }

/** The newest snapshot of a document, or null when there is none. For the collaboration server: it asks no policy. */
export async function latestSnapshot(db: Database, documentId: string): Promise<StoredSnapshot | null> {
  if (!isId(documentId)) return null
  const row = await runOne(db, latest, [documentId])
  return row && { ...row, seq: Number(row.seq) }
}

/**
 * Keeps a snapshot, and with it the newest before it: two in all, so that there is one to fall back on. One for the
 * same seq replaces what was there. One that is older than both that are kept, beyond the log's head, or of a document
 * that is gone is not kept. The log itself is never touched.
 */
export async function saveSnapshot(
  db: Database,
  documentId: string,
  { seq, state, digest }: StoredSnapshot,
): Promise<void> {
  if (!isId(documentId)) return
  await run(db, save, [documentId, seq, state, digest])
}

const latest: Statement<{ readonly seq: string; readonly state: Uint8Array; readonly digest: string }> = {
  name: 'latest_snapshot',
  text: 'SELECT seq, state, digest FROM snapshot WHERE document_id = $1 ORDER BY seq DESC LIMIT 1',
}

const save: Statement<object> = {
  name: 'save_snapshot',
  // Both parts see the table as it was before: the new row is in neither count.
  text: `WITH newer AS (
      SELECT count(*) AS count FROM snapshot WHERE document_id = $1 AND seq > $2
    ), saved AS (
      INSERT INTO snapshot (document_id, seq, state, digest)
      SELECT d.id, $2, $3, $4 FROM document d, newer WHERE d.id = $1 AND d.head >= $2 AND newer.count < 2
      ON CONFLICT (document_id, seq) DO UPDATE SET state = excluded.state, digest = excluded.digest, created_at = now()
      RETURNING seq
    )
    DELETE FROM snapshot s USING saved
    WHERE s.document_id = $1 AND s.seq NOT IN (
      SELECT seq FROM (SELECT seq FROM snapshot WHERE document_id = $1 UNION SELECT seq FROM saved) known
      ORDER BY seq DESC LIMIT 2
    )`,
}
