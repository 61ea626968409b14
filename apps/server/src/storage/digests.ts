import type { Clock } from '@tandem/protocol'
import type { Logger } from '../observability/logger.ts'
import type { DocumentLog } from './document-log.ts'
import type { SnapshotJob } from './make-snapshot.ts'
import type { Snapshotter } from './snapshotter.ts'

/** Says what the log shows. */
export interface Digests {
  /** The digest of what shows after a row; null when it can't be said now: ask again later. Never fails. */
  at(documentId: string, seq: number): Promise<string | null>
}

/** Who works digests out: the thread that makes snapshots. */
export interface DigestMaker {
  /** Null when the base is damaged. */
  digest(job: SnapshotJob): Promise<string | null>
}

/** For a node that compares nothing. */
export const noDigests: Digests = { at: async () => null }

/** After each look its duration so many times is rest: looking takes at most a twentieth of one processor. */
const restFactor = 19
/** Rows that are read for one look: a document that is open has a snapshot behind which fewer rows lie. */
const maxRows = 10_000
const maxBytes = 4 * 1024 * 1024

/** Works digests out from the log itself: the newest snapshot before the row, and the rows behind that. One at a time. */
export function createDigests(parts: {
  readonly log: DocumentLog
  readonly snapshotter: Snapshotter
  readonly maker: DigestMaker
  readonly clock: Clock
  readonly logger: Logger
}): Digests {
  const { log, snapshotter, maker, clock, logger } = parts
  let resting = false

  const look = async (documentId: string, seq: number): Promise<string | null> => {
    const base = await snapshotter.latest(documentId, seq)
    const from = base?.seq ?? 0
    if (from > seq) return null
    const rows = from < seq ? await log.read(documentId, from, { rows: maxRows, bytes: maxBytes }) : []
    if (from + rows.length < seq) return null
    return maker.digest({ base, payloads: rows.slice(0, seq - from).map(({ payload }) => payload) })
  }

  return {
    async at(documentId, seq) {
      if (resting) return null
      resting = true
      const startedAt = clock.now()
      try {
        return await look(documentId, seq)
      } catch (error) {
        logger.warn({ err: error, document: documentId }, 'working out what the log shows failed')
        return null
      } finally {
        clock.after((clock.now() - startedAt + 1) * restFactor, () => {
          resting = false
        })
      }
    },
  }
}
