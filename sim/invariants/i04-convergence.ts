import type { Invariant } from './invariant.ts'

/** Everybody who may read sees what the log says. */
export const convergence: Invariant = {
  name: 'I4 convergence',
  ended({ model, pages, reference }) {
    for (const { name, documentId, session } of pages) {
      if (session?.state.phase !== 'live' || !session.doc || session.unsaved.count > 0) continue
      const log = model.document(documentId)?.log ?? []
      if (session.seq !== log.length) return `${name} is at row ${session.seq} of ${log.length}`
      const expected = reference(documentId).at(log, log.length)
      const text = session.doc.toString()
      if (text !== expected.text)
        return `${name} shows ${JSON.stringify(text)}; the log says ${JSON.stringify(expected.text)}`
      const properties = (map: Iterable<readonly [string, unknown]>) => JSON.stringify([...map])
      const shown = session.doc.properties.entries()
      if (properties(shown) !== properties(expected.properties)) {
        return `${name} has the properties ${properties(shown)}; the log says ${properties(expected.properties)}`
      }
    }
    return null
  },
}
