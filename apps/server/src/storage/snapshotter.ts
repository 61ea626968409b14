import { Worker } from 'node:worker_threads'
import type { Logger } from '../observability/logger.ts'
import type { Metrics } from '../observability/metrics.ts'
import type { DocumentLog } from './document-log.ts'
import type { SnapshotJob, SnapshotResult } from './snapshot-worker.ts'

/** Makes snapshots of documents that have grown. */
export interface Snapshotter {
  /** Tells what somebody who opened a document had to be sent: the last snapshot, and rows up to `head`. */
  opened(documentId: string, snapshot: { readonly seq: number; readonly state: Uint8Array } | null, head: number): void
  /** Tells that rows were appended, up to `head`. */
  grew(documentId: string, head: number, rows: readonly { readonly payload: Uint8Array }[]): void
  /** The document is closed on this node. */
  closed(documentId: string): void
  /** Resolves when nothing is under way and nothing waits. */
  idle(): Promise<void>
  close(): Promise<void>
}

/** Work that replaying a row costs, in bytes of payload: about what a row takes besides its content. */
const rowCostBytes = 64
/** The same with the content of a typed character, for rows that were only counted. */
const typicalRowBytes = rowCostBytes + 16
/** Less than this is not worth a snapshot. */
const minTailBytes = 64 * 1024
/** Rows that are read at a time for a snapshot. */
const pageRows = 10_000
const pageBytes = 16 * 1024 * 1024

type Growth = { tailBytes: number; snapshotBytes: number; head: number }

/**
 * Snapshots by cost: a document gets a new one when replaying what came since the last one would cost half as much as
 * opening the last one. So opening costs in proportion to the document, however long its history is, and the work for
 * snapshots stays in proportion to what is typed. They are made in a worker thread, one at a time.
 */
export function createSnapshotter(parts: {
  readonly log: DocumentLog
  readonly logger: Logger
  readonly metrics: Metrics
  readonly workerUrl: URL
}): Snapshotter {
  const growths = new Map<string, Growth>()
  const worker = new SnapshotWorker(parts.workerUrl)
  let queue: Promise<void> = Promise.resolve()

  const make = async (documentId: string, growth: Growth): Promise<void> => {
    const stop = parts.metrics.snapshotSeconds.startTimer()
    const base = await parts.log.latestSnapshot(documentId)
    const payloads: Uint8Array[] = []
    let seq = base?.seq ?? 0
    while (seq < growth.head) {
      const rows = await parts.log.read(documentId, seq, { rows: pageRows, bytes: pageBytes })
      if (rows.length === 0) break
      for (const row of rows) payloads.push(row.payload)
      seq += rows.length
    }
    const { state, digest } = await worker.run({ base: base?.state ?? null, payloads })
    await parts.log.saveSnapshot(documentId, { seq, state, digest })
    growth.snapshotBytes = state.length
    stop()
  }

  const makeIfDue = (documentId: string, growth: Growth): void => {
    if (growth.tailBytes < Math.max(minTailBytes, growth.snapshotBytes / 2)) return
    growth.tailBytes = 0
    queue = queue.then(() =>
      make(documentId, growth).catch((error: unknown) => {
        // The log is the truth: without this snapshot opening is slower, and the next one is tried soon.
        parts.metrics.snapshotFailures.inc()
        parts.logger.error({ err: error, document: documentId }, 'making a snapshot failed')
      }),
    )
  }

  return {
    opened(documentId, snapshot, head) {
      if (growths.has(documentId)) return
      const rows = head - (snapshot?.seq ?? 0)
      const growth = { tailBytes: rows * typicalRowBytes, snapshotBytes: snapshot?.state.length ?? 0, head }
      growths.set(documentId, growth)
      makeIfDue(documentId, growth)
    },
    grew(documentId, head, rows) {
      const growth = growths.get(documentId) ?? { tailBytes: 0, snapshotBytes: 0, head }
      growths.set(documentId, growth)
      growth.head = head
      for (const row of rows) growth.tailBytes += rowCostBytes + row.payload.length
      makeIfDue(documentId, growth)
    },
    closed(documentId) {
      growths.delete(documentId)
    },
    idle: () => queue,
    async close() {
      await queue
      await worker.close()
    },
  }
}

/** One thread, started with the first job; a job after a crash starts another one. */
class SnapshotWorker {
  readonly #url: URL
  #worker: Worker | null = null

  constructor(url: URL) {
    this.#url = url
  }

  run(job: SnapshotJob): Promise<SnapshotResult> {
    this.#worker ??= new Worker(this.#url)
    const worker = this.#worker
    return new Promise((resolve, reject) => {
      const settle = (done: () => void) => {
        worker.off('message', onMessage)
        worker.off('error', onError)
        worker.off('exit', onExit)
        done()
      }
      const onMessage = (result: SnapshotResult) => settle(() => resolve(result))
      const onError = (error: Error) => {
        this.#worker = null
        settle(() => reject(error))
      }
      const onExit = () => onError(new Error('the snapshot thread ended'))
      worker.on('message', onMessage)
      worker.on('error', onError)
      worker.on('exit', onExit)
      worker.postMessage(job)
    })
  }

  async close(): Promise<void> {
    await this.#worker?.terminate()
    this.#worker = null
  }
}
