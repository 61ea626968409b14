import type { Appended, ChangeEntry, LogRow } from '@tandem/documents'
import { LRUCache } from 'lru-cache'
import type { DocumentLog } from './document-log.ts'

/**
 * Rows of one document that are kept: more typed characters than its tail has when a new snapshot is due, so that what
 * the snapshot is made of need not be read from the storage either.
 */
const maxDocumentBytes = 224 * 1024
/** What is left when there are too many: to drop each row for the next one would move all the others each time. */
const shortenedBytes = (maxDocumentBytes * 7) / 8
/** Rows of all documents: some hundred busy ones. */
const maxBytes = 32 * 1024 * 1024
/** What a row takes in memory besides its content. */
const rowBytes = 200
/** A document in which nothing happens gives its memory back. */
const idleMs = 10 * 60 * 1000

/** The last rows of a document, without a gap. */
type Tail = { rows: LogRow[]; bytes: number }

/**
 * A log that answers for the last rows of busy documents from memory. What was committed never changes, so what it keeps
 * is never wrong; it may only end before the log does, and then the storage is asked. A crowd that comes back at once,
 * and everybody who opens a document behind its snapshot, costs the database nothing.
 */
export function withRecentRows(log: DocumentLog): DocumentLog {
  const tails = new LRUCache<string, Tail>({
    maxSize: maxBytes,
    ttl: idleMs,
    updateAgeOnGet: true,
    sizeCalculation: ({ bytes }) => Math.max(bytes, 1),
  })

  const remember = (documentId: string, rows: readonly LogRow[]): void => {
    const [first] = rows
    if (!first) return
    const known = tails.get(documentId)
    const next = known ? (known.rows.at(-1)?.seq ?? 0) + 1 : first.seq
    // Rows that are known already are passed over; a gap begins a new tail.
    const fresh = rows.filter(({ seq }) => seq >= next)
    if (fresh.length === 0) return
    const tail: Tail = known && first.seq <= next ? known : { rows: [], bytes: 0 }
    for (const row of fresh) {
      // A copy: a payload that came in a frame would hold all of the frame.
      tail.rows.push({ ...row, payload: row.payload.slice() })
      tail.bytes += rowBytes + row.payload.length
    }
    if (tail.bytes > maxDocumentBytes) shorten(tail)
    if (tail.rows.length > 0) tails.set(documentId, tail)
    else tails.delete(documentId)
  }

  return {
    access: (documentId, holder) => log.access(documentId, holder),
    head: (documentId) => log.head(documentId),
    issueReplica: (grant) => log.issueReplica(grant),
    async append(documentId, entries) {
      const appended = await log.append(documentId, entries)
      remember(documentId, rowsOf(entries, appended))
      return appended
    },
    async appendTogether(batches) {
      const outcomes = await log.appendTogether(batches)
      for (const [at, { documentId, entries }] of batches.entries()) {
        const appended = outcomes[at]
        if (appended) remember(documentId, rowsOf(entries, appended))
      }
      return outcomes
    },
    async read(documentId, after, limit) {
      const tail = tails.get(documentId)?.rows
      const [first] = tail ?? []
      if (tail && first && after + 1 >= first.seq) {
        const page = pageOf(tail, after + 1 - first.seq, limit)
        if (page.length > 0) return page
      }
      const rows = await log.read(documentId, after, limit)
      // Old rows are read once, by whoever opens the document; the newest are read by everybody who does.
      if (tail === undefined || after + 1 === (tail.at(-1)?.seq ?? 0) + 1) remember(documentId, rows)
      return rows
    },
    latestSnapshot: (documentId, damaged) => log.latestSnapshot(documentId, damaged),
    saveSnapshot: (documentId, snapshot) => log.saveSnapshot(documentId, snapshot),
    dropSnapshot: (documentId, seq) => log.dropSnapshot(documentId, seq),
  }
}

/** Forgets the oldest rows. */
function shorten(tail: Tail): void {
  let dropped = 0
  for (const { payload } of tail.rows) {
    if (tail.bytes <= shortenedBytes) break
    tail.bytes -= rowBytes + payload.length
    dropped++
  }
  tail.rows.splice(0, dropped)
}

function rowsOf(entries: readonly ChangeEntry[], { at, verdicts }: Appended): LogRow[] {
  return entries.flatMap(({ replica, rseq, user: userId, payload }, place) => {
    const verdict = verdicts[place]
    return verdict?.status === 'appended' ? [{ seq: verdict.seq, replica, rseq, userId, at, payload }] : []
  })
}

function pageOf(rows: readonly LogRow[], from: number, limit: { readonly rows: number; readonly bytes: number }) {
  const page: LogRow[] = []
  let bytes = 0
  for (const row of rows.slice(from, from + limit.rows)) {
    bytes += row.payload.length
    if (page.length > 0 && bytes > limit.bytes) break
    page.push(row)
  }
  return page
}
