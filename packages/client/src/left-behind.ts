import type { TandemDoc } from '@tandem/crdt'
import type { OutboxChange, StoredDocument } from './offline-store.ts'
import type { Outbox } from './outbox.ts'

/** A session that lives on: its document after row `seq`, and its own outbox. */
type Heir = { readonly doc: TandemDoc; readonly seq: number; readonly outbox: Outbox }

/**
 * What sessions that are gone left in a device's outbox: what is in the log by now, and what has to be sent. `later` when
 * they were further than this one: the rows on which their changes stand are still on their way.
 */
export function leftBehind(
  { base, rows, outbox }: StoredDocument,
  heir: Heir,
): 'later' | { readonly included: readonly OutboxChange[]; readonly fresh: readonly OutboxChange[] } {
  if ((rows.at(-1)?.seq ?? base?.seq ?? 0) > heir.seq) return 'later'
  const theirs = outbox.filter((change) => !heir.outbox.find(change))
  const isIn = ({ replica, rseq }: OutboxChange) => rseq <= heir.doc.rseqOf(replica)
  return { included: theirs.filter(isIn), fresh: theirs.filter((change) => !isIn(change)) }
}
