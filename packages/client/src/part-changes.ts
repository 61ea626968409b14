import type { TandemDoc } from '@tandem/crdt'
import type { OutboxChange } from './offline-store.ts'

/** Changes of an outbox: those that a document holds already, and those that have to be put on top of it. */
export type PartedChanges = {
  readonly included: readonly OutboxChange[]
  readonly unsent: readonly OutboxChange[]
}

/** Parts changes by whether a document that the log made holds them. */
export function partChanges(doc: TandemDoc, changes: readonly OutboxChange[]): PartedChanges {
  const isIn = ({ replica, rseq }: OutboxChange) => rseq <= doc.rseqOf(replica)
  return { included: changes.filter(isIn), unsent: changes.filter((change) => !isIn(change)) }
}
