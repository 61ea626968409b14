import { sameBytes } from '../same-bytes.ts'
import { changeKey } from '../world/ledger.ts'
import type { Invariant } from './invariant.ts'

/** What its author was told to be in the log is there, with the same bytes, and stays there. */
export const durability: Invariant = {
  name: 'I1 durability',
  taken({ model, ledger }, documentId, _, echoed) {
    const log = model.document(documentId)?.log
    if (!log) return null
    for (const name of echoed) {
      const row = log.find(({ replica, rseq }) => replica === name.replica && rseq === name.rseq)
      if (!row) return `change ${name.replica}:${name.rseq} was echoed, and is not in the log`
      const made = ledger.kept.get(changeKey(documentId, name))
      if (made && !sameBytes(made.payload, row.payload))
        return `change ${name.replica}:${name.rseq} is another in the log`
    }
    return null
  },
}
