import { changeExtent, decodeChange } from '@tandem/crdt'
import type { Invariant } from './invariant.ts'

/** Nothing is in the log twice: no change, and no character. A replica's changes are there from the first on, in order. */
export const idempotence: Invariant = {
  name: 'I3 idempotence',
  ended({ model, documents }) {
    for (const documentId of documents) {
      const next = new Map<number, { rseq: number; counter: number }>()
      for (const { seq, replica, rseq, payload } of model.document(documentId)?.log ?? []) {
        const expected = next.get(replica) ?? { rseq: 1, counter: 0 }
        if (rseq !== expected.rseq) return `row ${seq} is change ${replica}:${rseq}; ${expected.rseq} was the next`
        const change = decodeChange(payload)
        if (change.counter !== expected.counter) {
          return `row ${seq} begins with character ${change.counter}; ${expected.counter} was the next`
        }
        next.set(replica, { rseq: rseq + 1, counter: change.counter + changeExtent(change).characters })
      }
    }
    return null
  },
}
