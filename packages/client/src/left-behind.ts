import type { TandemDoc } from '@tandem/crdt'
import type { StoredDocument } from './offline-store.ts'
import type { Outbox } from './outbox.ts'
import { type PartedChanges, partChanges } from './part-changes.ts'
import { lastSeqOf } from './stored-document.ts'

/** A session that lives on: its document after row `seq`, and its own outbox. */
type Heir = { readonly doc: TandemDoc; readonly seq: number; readonly outbox: Outbox }

/**
 * What sessions that are gone left in a device's outbox: what is in the log by now, and what has to be sent. `later` when
 * they were further than this one: the rows on which their changes stand are still on their way.
 */
export function leftBehind(stored: StoredDocument, heir: Heir): PartedChanges | 'later' {
  if (lastSeqOf(stored) > heir.seq) return 'later'
  const theirs = stored.outbox.filter((change) => !heir.outbox.find(change))
  return partChanges(heir.doc, theirs)
}
