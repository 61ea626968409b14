import { DecodeError } from '@tandem/crdt'
import { upgradeSnapshot } from '@tandem/crdt/format-1'
import type { Database } from '@tandem/db'
import type { Coding } from '@tandem/protocol'
import { isId } from '../id.ts'
import { run, runOne, type Statement } from '../statement.ts'

/**
 * The bytes that a document opens from without replay, as of `seq`: packed as `coding` says, and of `size` bytes when
 * they are unpacked; and the digest of what they show.
 */
export type StoredSnapshot = {
  readonly seq: number
  readonly coding: Coding
  readonly size: number
  readonly state: Uint8Array
  readonly digest: string
}

/**
 * The newest snapshot of a document whose bytes are what was saved, or null when there is none. Those that are not are
 * removed: the log has everything that they had. `damaged` hears of each. For the collaboration server: it asks no
 * policy.
 */
export async function latestSnapshot(
  db: Database,
  documentId: string,
  damaged: (seq: number) => void,
): Promise<StoredSnapshot | null> {
  if (!isId(documentId)) return null
  for (;;) {
    const row = await runOne(db, latest, [documentId])
    if (!row) return null
    const { intact, ...snapshot } = row
    const seq = Number(snapshot.seq)
    const upgraded = intact ? upgradedOf({ ...snapshot, seq }) : null
    if (upgraded) return upgraded
    damaged(seq)
    await dropSnapshot(db, documentId, seq)
  }
}

/** The snapshot in today's format, whichever it was written in; null when it is none. */
function upgradedOf(snapshot: StoredSnapshot): StoredSnapshot | null {
  // The first format was never packed.
  if (snapshot.coding !== 'identity') return snapshot
  try {
    const state = upgradeSnapshot(snapshot.state)
    return { ...snapshot, state, size: state.length }
  } catch (error) {
    if (error instanceof DecodeError) return null
    throw error
  }
}

/** Removes the snapshot of a document as of `seq`, if there is one. */
export async function dropSnapshot(db: Database, documentId: string, seq: number): Promise<void> {
  if (isId(documentId)) await run(db, drop, [documentId, seq])
}

/**
 * Keeps a snapshot, and with it the newest before it: two in all, so that there is one to fall back on. One for the
 * same seq replaces what was there. One that is older than both that are kept, beyond the log's head, or of a document
 * that is gone is not kept. The log itself is never touched.
 */
export async function saveSnapshot(
  db: Database,
  documentId: string,
  { seq, coding, size, state, digest }: StoredSnapshot,
): Promise<void> {
  if (!isId(documentId)) return
  await run(db, save, [documentId, seq, coding, size, state, digest])
}

const latest: Statement<{
  readonly seq: string
  readonly coding: Coding
  readonly size: number
  readonly state: Uint8Array
  readonly digest: string
  readonly intact: boolean
}> = {
  name: 'latest_snapshot',
  text: `SELECT seq, coding, size, state, digest, sha256(state) = hash AS intact
    FROM snapshot WHERE document_id = $1 ORDER BY seq DESC LIMIT 1`,
}

const drop: Statement<object> = {
  name: 'drop_snapshot',
  text: 'DELETE FROM snapshot WHERE document_id = $1 AND seq = $2',
}

const save: Statement<object> = {
  name: 'save_snapshot',
  // Both parts see the table as it was before: the new row is in neither count.
  text: `WITH newer AS (
      SELECT count(*) AS count FROM snapshot WHERE document_id = $1 AND seq > $2
    ), saved AS (
      INSERT INTO snapshot (document_id, seq, coding, size, state, hash, digest)
      SELECT d.id, $2, $3, $4, $5, sha256($5), $6
      FROM document d, newer WHERE d.id = $1 AND d.head >= $2 AND newer.count < 2
      ON CONFLICT (document_id, seq) DO UPDATE
      SET coding = excluded.coding, size = excluded.size, state = excluded.state, hash = excluded.hash,
        digest = excluded.digest, created_at = now()
      RETURNING seq
    )
    DELETE FROM snapshot s USING saved
    WHERE s.document_id = $1 AND s.seq NOT IN (
      SELECT seq FROM (SELECT seq FROM snapshot WHERE document_id = $1 UNION SELECT seq FROM saved) known
      ORDER BY seq DESC LIMIT 2
    )`,
}
