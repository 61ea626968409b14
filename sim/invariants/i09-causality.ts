import { decodeChange } from '@tandem/crdt'
import { changeReferences } from '@tandem/crdt/references'
import type { Invariant } from './invariant.ts'

/** The log has nothing before what it depends on. */
export const causality: Invariant = {
  name: 'I9 causality',
  ended({ model, documents }) {
    for (const documentId of documents) {
      const inserted = new Map<number, number>()
      for (const { seq, replica, payload } of model.document(documentId)?.log ?? []) {
        const change = decodeChange(payload)
        for (const [other, counter] of changeReferences(change)) {
          if (other !== replica && (inserted.get(other) ?? 0) <= counter) {
            return `row ${seq} refers to character ${other}:${counter}, which comes later`
          }
        }
        const length = change.operations.reduce((sum, one) => {
          return one.kind === 'insert' || one.kind === 'type' ? sum + one.text.length : sum
        }, 0)
        inserted.set(replica, change.counter + length)
      }
    }
    return null
  },
}
