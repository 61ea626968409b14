import { sameBytes } from '../same-bytes.ts'
import type { Invariant } from './invariant.ts'

/** Nobody is shown what is not in the log. Of a document that was purged the last words may be under way: I6 says how long. */
export const visibleIsDurable: Invariant = {
  name: 'I2 visible is durable',
  sent({ model }, { visitor }, message) {
    if (message.kind !== 'echo') return null
    const head = model.log.head(visitor.documentId)
    if (head === null) return null
    const last = message.firstSeq + message.rows.length - 1
    return last > head ? `${visitor.name} is sent row ${last} of a log that ends at ${head}` : null
  },
  taken({ model }, documentId, rows) {
    const log = model.document(documentId)?.log
    if (!log) return null
    for (const { seq, payload } of rows) {
      const row = log[seq - 1]
      if (!row) return `row ${seq} was taken, and is not in the log`
      if (!sameBytes(row.payload, payload)) return `row ${seq} was taken with another content than it has in the log`
    }
    return null
  },
}
