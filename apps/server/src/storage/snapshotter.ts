import type { StoredSnapshot } from '@tandem/documents'
import { LRUCache } from 'lru-cache'
import type { ServerLimits } from '../limits/server-limits.ts'
import type { Logger } from '../observability/logger.ts'
import type { Metrics } from '../observability/metrics.ts'
import type { DocumentLog } from './document-log.ts'
import type { SnapshotJob, SnapshotResult } from './make-snapshot.ts'

/** Keeps the snapshots of documents: finds the newest, and makes new ones of documents that have grown. */
export interface Snapshotter {
  /** The snapshot that a document opens with, near the newest there is; null when it has none. */
  latest(documentId: string, head: number): Promise<StoredSnapshot | null>
  /** Tells that somebody opened a document, with that snapshot, and rows up to `head`. */
  opened(documentId: string, snapshot: StoredSnapshot | null, head: number): void
  /** Tells that rows were appended, up to `head`. */
  grew(documentId: string, head: number, rows: readonly { readonly payload: Uint8Array }[]): void
  /** The document is closed on this node. */
  closed(documentId: string): void
  /** Resolves when nothing is under way and nothing waits. */
  idle(): Promise<void>
  /** Finishes the snapshot that is under way; those that wait are for whoever opens their documents next. */
  close(): Promise<void>
}

/** Who makes them, one at a time. */
export interface SnapshotMaker {
  run(job: SnapshotJob): Promise<SnapshotResult>
  close(): Promise<void>
}

/** Work that replaying a row costs, in bytes of payload: about what a row takes besides its content. */
const rowCostBytes = 64
/** The same with the content of a typed character, for rows that were only counted. */
const typicalRowBytes = rowCostBytes + 16
/** Rows that are read at a time for a snapshot. */
const pageRows = 10_000
const pageBytes = 16 * 1024 * 1024
/** Snapshots of documents that were opened lately: those of a thousand documents of usual size. */
const cacheBytes = 64 * 1024 * 1024

/** How much a document has grown since its last snapshot. */
type Growth = { tailBytes: number; snapshotBytes: number; head: number }

/**
 * Snapshots by cost: a document gets a new one when replaying what came since the last one would cost half as much as
 * opening the last one, and when it is closed with a tail that is worth it. So opening costs in proportion to the
 * document, however long its history is, and the work for snapshots stays in proportion to what is typed. They are made
 * in a thread of their own, one at a time.
 */
export function createSnapshotter(parts: {
  readonly log: DocumentLog
  readonly logger: Logger
  readonly metrics: Metrics
  readonly thread: SnapshotMaker
  readonly limits: ServerLimits
}): Snapshotter {
  const { log, logger, metrics, thread } = parts
  const { snapshotTailBytes, closedTailBytes } = parts.limits
  /** A snapshot in memory that is further behind than this may not be the newest: another node may have made one. */
  const maxCachedTailRows = 2 * Math.ceil(snapshotTailBytes / typicalRowBytes)
  const growths = new Map<string, Growth>()
  const cache = new LRUCache<string, StoredSnapshot>({
    maxSize: cacheBytes,
    sizeCalculation: ({ state }) => Math.max(state.length, 1),
    // One that is just being fetched may be replaced by a newer one: whoever asked before gets that.
    allowStaleOnFetchAbort: true,
    fetchMethod: async (documentId) => (await log.latestSnapshot(documentId, damagedIn(documentId))) ?? undefined,
  })
  let queue: Promise<void> = Promise.resolve()
  let closing = false

  /** The log is the truth: a damaged snapshot costs the time to make another one. */
  function damagedIn(documentId: string) {
    return (seq: number, reason = 'the bytes are not those that were stored') => {
      metrics.snapshotsDamaged.inc()
      logger.error({ document: documentId, seq, reason }, 'a snapshot is damaged; the log takes its place')
    }
  }

  const make = async (documentId: string, growth: Growth): Promise<void> => {
    const stop = metrics.snapshotSeconds.startTimer()
    const base = await log.latestSnapshot(documentId, damagedIn(documentId))
    const payloads: Uint8Array[] = []
    let seq = base?.seq ?? 0
    while (seq < growth.head) {
      const rows = await log.read(documentId, seq, { rows: pageRows, bytes: pageBytes })
      if (rows.length === 0) break
      for (const row of rows) payloads.push(row.payload)
      seq += rows.length
    }
    // Another node has just made it.
    if (base && seq === base.seq) return keep(documentId, growth, base)
    const result = await thread.run({ base, payloads })
    if (result.kind === 'damaged-base') {
      if (!base) throw new Error('a snapshot without a base has a damaged one')
      damagedIn(documentId)(base.seq, result.reason)
      await log.dropSnapshot(documentId, base.seq)
      return make(documentId, growth)
    }
    const snapshot: StoredSnapshot = { seq, ...result.packed, digest: result.digest }
    await log.saveSnapshot(documentId, snapshot)
    keep(documentId, growth, snapshot)
    stop()
  }

  const keep = (documentId: string, growth: Growth, snapshot: StoredSnapshot): void => {
    growth.snapshotBytes = snapshot.size
    cache.set(documentId, snapshot)
  }

  const makeIfDue = (documentId: string, growth: Growth, minBytes: number): void => {
    if (growth.tailBytes < Math.max(minBytes, growth.snapshotBytes / 2)) return
    growth.tailBytes = 0
    queue = queue.then(() => {
      if (closing) return
      return make(documentId, growth).catch((error: unknown) => {
        // The log is the truth: without this snapshot opening is slower, and the next one is tried soon.
        metrics.snapshotFailures.inc()
        logger.error({ err: error, document: documentId }, 'making a snapshot failed')
      })
    })
  }

  return {
    async latest(documentId, head) {
      const cached = cache.get(documentId)
      const forceRefresh = cached !== undefined && head - cached.seq > maxCachedTailRows
      return (await cache.fetch(documentId, { forceRefresh })) ?? cache.get(documentId) ?? null
    },
    opened(documentId, snapshot, head) {
      if (growths.has(documentId)) return
      const rows = head - (snapshot?.seq ?? 0)
      const growth = { tailBytes: rows * typicalRowBytes, snapshotBytes: snapshot?.size ?? 0, head }
      growths.set(documentId, growth)
      makeIfDue(documentId, growth, snapshotTailBytes)
    },
    grew(documentId, head, rows) {
      const growth = growths.get(documentId) ?? { tailBytes: 0, snapshotBytes: 0, head }
      growths.set(documentId, growth)
      growth.head = head
      for (const row of rows) growth.tailBytes += rowCostBytes + row.payload.length
      makeIfDue(documentId, growth, snapshotTailBytes)
    },
    closed(documentId) {
      const growth = growths.get(documentId)
      if (growth) makeIfDue(documentId, growth, closedTailBytes)
      growths.delete(documentId)
    },
    idle: () => queue,
    async close() {
      closing = true
      await queue
      await thread.close()
    },
  }
}
