import type { DueTexts } from '@tandem/documents'
import type { SearchedText } from '@tandem/documents/searched-text'
import type { Clock } from '@tandem/protocol'
import type { Logger } from '../observability/logger.ts'
import type { DocumentLog } from './document-log.ts'
import type { SnapshotJob } from './make-snapshot.ts'

/** Where texts are found by what they say. */
export interface SearchedTexts {
  /** Takes over documents, edited after `since` (milliseconds), whose text has to be brought up to date. */
  claim(since: number): Promise<DueTexts>
  /** Makes a document be found by its text as of a row of its log. */
  save(documentId: string, seq: number, text: SearchedText): Promise<void>
}

/** Who works texts out: the thread that makes snapshots. */
export interface TextMaker {
  /** Null when the base is damaged. */
  text(job: SnapshotJob): Promise<SearchedText | null>
}

/** From one look to the next. With what a document has to be quiet for, this is how long a change takes into the search. */
export const lookMs = 10_000
/** How far a look goes back behind the one before: further than any pace, and than clocks and transactions differ. */
const overlapMs = 15 * 60_000
/** Rows that are read at a time. */
const pageRows = 10_000
const pageBytes = 4 * 1024 * 1024

/**
 * Keeps what is found in texts up to date with the log, whoever writes to it: looks every so often for documents that were
 * edited since, and that no other node has taken. The first look goes through all there are. One document at a time, so
 * that it takes little from those who type.
 *
 * Returns what ends it, once the document that is under way is done.
 */
export function followTexts(parts: {
  readonly log: DocumentLog
  readonly texts: SearchedTexts
  readonly maker: TextMaker
  readonly clock: Clock
  readonly logger: Logger
}): { close(): Promise<void> } {
  const { log, texts, maker, clock, logger } = parts
  let since = 0
  let cancel = () => {}
  let ended = false
  let looking: Promise<void> = Promise.resolve()

  const bringUpToDate = async (documentId: string): Promise<void> => {
    const head = await log.head(documentId)
    if (head === null) return
    // Whoever opens the document says that a snapshot is damaged, and has another one made.
    const base = await log.latestSnapshot(documentId, () => {})
    const payloads: Uint8Array[] = []
    let seq = base?.seq ?? 0
    while (seq < head) {
      const rows = await log.read(documentId, seq, { rows: pageRows, bytes: pageBytes })
      if (rows.length === 0) break
      for (const { payload } of rows) payloads.push(payload)
      seq += rows.length
    }
    const text = await maker.text({ base, payloads })
    if (text !== null) await texts.save(documentId, seq, text)
  }

  const look = async (): Promise<void> => {
    const { documentIds, at, all } = await texts.claim(since)
    for (const documentId of documentIds) {
      if (ended) return
      // One that can't be read keeps nobody from finding the others; it is tried again later.
      await bringUpToDate(documentId).catch((error: unknown) =>
        logger.error({ err: error, document: documentId }, 'making a text searchable failed'),
      )
    }
    if (all) since = at - overlapMs
    schedule(all ? lookMs : 0)
  }

  const schedule = (ms: number) => {
    if (ended) return
    cancel = clock.after(ms, () => {
      looking = look().catch((error: unknown) => {
        logger.warn({ err: error }, 'looking for texts that changed failed')
        schedule(lookMs)
      })
    })
  }

  schedule(lookMs)
  return {
    async close() {
      ended = true
      cancel()
      await looking
    },
  }
}
