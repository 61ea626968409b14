import type { LogRow } from '@tandem/documents'
import { type EchoRow, encodeDownstream } from '@tandem/protocol'

/** A row on its way to sessions. */
export type Row = Pick<LogRow, 'seq' | 'replica' | 'rseq' | 'userId' | 'payload'>

/** What an echo says besides its rows. */
type EchoHead = { readonly firstSeq: number; readonly at: Date; readonly authors: readonly Author[] }
type Author = { readonly replica: number; readonly userId: string }

/**
 * Rows as one frame. Rows of a replica in `ownReplicas` go without their content: the session they are sent to has it.
 */
export function echoFrame(head: EchoHead, rows: readonly Row[], ownReplicas: ReadonlySet<number> = none): Uint8Array {
  return encodeDownstream({
    kind: 'echo',
    firstSeq: head.firstSeq,
    at: head.at.getTime(),
    authors: head.authors,
    rows: rows.map((row): EchoRow => {
      const { replica, rseq, payload } = row
      return ownReplicas.has(replica) ? { kind: 'own', replica, rseq } : { kind: 'change', payload }
    }),
  })
}

const none: ReadonlySet<number> = new Set()

/** The authors of rows whose replica is not among the introduced ones; introduces them. */
export function introduce(rows: readonly Row[], introduced: Set<number>): Author[] {
  const authors: Author[] = []
  for (const { replica, userId } of rows) {
    if (introduced.has(replica)) continue
    introduced.add(replica)
    authors.push({ replica, userId })
  }
  return authors
}
