import type { Invariant } from './invariant.ts'

/** What was decided about people and documents is what everybody sees: nothing comes back. */
export const administration: Invariant = {
  name: 'I14 acked decisions stay',
  ended({ ledger, pages, model, documents, people }) {
    for (const documentId of documents) {
      const permissions = model.document(documentId)?.permissions
      for (const { userId, name } of people) {
        const [stored, decided] = [permissions?.get(userId)?.role ?? null, ledger.roleOf(documentId, userId)]
        if (stored !== decided)
          return `${name} is ${stored ?? 'nobody'} in ${documentId}, and was made ${decided ?? 'nobody'}`
      }
    }
    for (const { name, person, documentId, session } of pages) {
      if (session?.state.phase !== 'live') continue
      const role = ledger.roleOf(documentId, person.userId)
      if (session.role !== role) return `${name} shows the role ${session.role}, and it is ${role}`
      const title = ledger.titleOf(documentId)
      if (session.title !== title) return `${name} shows the title ${session.title}, and it is ${title}`
    }
    return null
  },
}
