import type { Invariant } from './invariant.ts'

/** Nobody writes as somebody else, or is shown as somebody else: a row's person is the one whom its replica was issued to. */
export const authorship: Invariant = {
  name: 'I10 authorship',
  sent({ ledger }, { visitor }, message) {
    if (message.kind !== 'echo') return null
    for (const { replica, userId } of message.authors) {
      const owner = ledger.replicas.get(`${visitor.documentId}:${replica}`)
      if (owner !== userId)
        return `${visitor.name} is told that replica ${replica} is ${userId}'s, and it is ${owner}'s`
    }
    return null
  },
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
