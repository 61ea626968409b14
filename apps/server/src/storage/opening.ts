import type { StoredSnapshot } from '@tandem/documents'

/** What a row of the log costs on its way to a session, in bytes of a packed snapshot. */
const rowCostBytes = 24

/** What a session opens a document with: a snapshot or none, and the row behind which the log goes on. */
export type Opening = { readonly snapshot: StoredSnapshot | null; readonly cursor: number }

/**
 * The cheaper way to the head for a session that has taken the log up to `lastSeq` (null: nothing): the rows that it
 * lacks, or a snapshot and the rows behind it. The snapshot is asked for only where it can matter, `fewRows` are replayed.
 */
export async function openingFor(
  lastSeq: number | null,
  head: number,
  latestSnapshot: () => Promise<StoredSnapshot | null>,
  fewRows: number,
): Promise<Opening> {
  const isKnown = lastSeq !== null && lastSeq <= head
  const replayed = { snapshot: null, cursor: isKnown ? lastSeq : 0 }
  if (head - replayed.cursor <= fewRows && (isKnown || lastSeq === null)) return replayed
  const snapshot = await latestSnapshot()
  // Behind a session that knows more than the snapshot, the rows are all that it needs.
  if (!snapshot || (isKnown && lastSeq >= snapshot.seq)) return replayed
  const saved = (snapshot.seq - replayed.cursor) * rowCostBytes
  return saved > snapshot.state.length ? { snapshot, cursor: snapshot.seq } : replayed
}
