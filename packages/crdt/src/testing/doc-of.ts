import type { Change } from '../change.ts'
import type { ReplicaId } from '../id.ts'
import { TandemDoc } from '../tandem-doc.ts'

/** A document that writes as `replica`, after these changes. */
export function docOf(replica: ReplicaId, changes: readonly Change[] = []): TandemDoc {
  const doc = new TandemDoc()
  doc.become(replica)
  doc.apply(changes)
  return doc
}

/** Inserts at one place; the change that it is. */
export function insert(doc: TandemDoc, position: number, text: string): Change {
  return doc.edit([{ from: position, to: position, insert: text }])
}

/** Erases one range; the change that it is. */
export function erase(doc: TandemDoc, from: number, to: number): Change {
  return doc.edit([{ from, to, insert: '' }])
}
