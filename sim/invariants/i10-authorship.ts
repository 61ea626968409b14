import type { Invariant } from './invariant.ts'

/** Nobody writes as somebody else: a row's person is the one whom its replica was issued to. */
export const authorship: Invariant = {
  name: 'I10 authorship',
  ended({ model, ledger, documents }) {
    for (const documentId of documents) {
      for (const { seq, replica, userId } of model.document(documentId)?.log ?? []) {
        const owner = ledger.replicas.get(`${documentId}:${replica}`)
        if (owner !== userId) return `row ${seq} is ${userId}'s, and replica ${replica} is ${owner ?? "nobody's"}`
      }
    }
    return null
  },
}
