import type { Clock } from '@tandem/protocol'
import type { Logger } from '../observability/logger.ts'
import { headPollMs } from './cluster-limits.ts'

/** Those of these documents (id and last known row) whose log has more, and how far it is. */
export type HeadsBeyond = (known: ReadonlyMap<string, number>) => Promise<ReadonlyMap<string, number>>

/** An open document, as the poll sees it. */
export type Polled = {
  readonly documentId: string
  readonly head: number
  /** The log has this row. */
  advanced(seq: number): void
}

/**
 * Asks the log every so often how far the open documents are, all of them in one statement. So what no hint told is
 * shown within half a second, whatever is wrong with the bus: also when only the other node has lost it, which nobody
 * here can know.
 *
 * Returns what ends it.
 */
export function pollHeads(
  parts: { readonly headsBeyond: HeadsBeyond; readonly clock: Clock; readonly logger: Logger },
  documents: () => Iterable<Polled>,
): () => void {
  let cancel = () => {}
  let ended = false
  let failing = false

  const poll = async () => {
    const open = [...documents()]
    if (open.length === 0) return
    const heads = await parts.headsBeyond(new Map(open.map(({ documentId, head }) => [documentId, head])))
    for (const document of open) {
      const head = heads.get(document.documentId)
      if (head !== undefined) document.advanced(head)
    }
  }

  const schedule = () => {
    if (ended) return
    cancel = parts.clock.after(headPollMs, () => {
      poll().then(
        () => {
          failing = false
          schedule()
        },
        (error: unknown) => {
          // Said once: as long as the database is away every poll fails.
          if (!failing) parts.logger.warn({ err: error }, 'asking how far the log is failed')
          failing = true
          schedule()
        },
      )
    })
  }

  schedule()
  return () => {
    ended = true
    cancel()
  }
}
