import { decodeChange, TandemDoc } from '@tandem/crdt'
import type { Database } from '@tandem/db'
import { DomainError } from '../domain-error.ts'
import { maxRows, readLog } from '../log/log.ts'
import { latestSnapshot } from '../log/snapshots.ts'
import { unpackState } from '../log/unpack-state.ts'

/** A document as it was when the log ended at `revision`. */
export type OpenDoc = { readonly doc: TandemDoc; readonly revision: number }

/**
 * Opens a document as of a revision, which is the seq of a row of its log; null for as of now. Asks no policy. Throws
 * `DomainError('not_found')` (field `revision`) for a revision that the log does not have yet.
 */
export async function openDoc(db: Database, documentId: string, revision: number | null): Promise<OpenDoc> {
  const snapshot = await latestSnapshot(db, documentId, () => {})
  const base = snapshot && (revision === null || snapshot.seq <= revision) ? snapshot : null
  const doc = base ? TandemDoc.fromSnapshot(unpackState(base)) : new TandemDoc()
  let seq = base?.seq ?? 0
  for (;;) {
    const limit = revision === null ? maxRows : Math.min(maxRows, revision - seq)
    const rows = limit > 0 ? await readLog(db, documentId, { after: seq, limit }) : []
    const last = rows.at(-1)
    if (!last) break
    doc.apply(rows.map(({ payload }) => decodeChange(payload)))
    seq = last.seq
  }
  if (revision !== null && seq !== revision) {
    throw new DomainError('not_found', 'This document has no such revision.', 'revision')
  }
  return { doc, revision: seq }
}
