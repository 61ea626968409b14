import { TandemDoc } from '@tandem/crdt'
import type { Invariant } from './invariant.ts'

/** A snapshot shows what the rows up to its own show, when it is stored and when a page goes on from it. */
export const snapshot: Invariant = {
  name: 'I7 snapshot',
  saved(world, documentId, { seq, state }) {
    return problem(world, documentId, seq, state)
  },
  based(world, documentId, { seq, state }) {
    return problem(world, documentId, seq, state)
  },
}

function problem(
  { model, reference }: Parameters<NonNullable<Invariant['saved']>>[0],
  documentId: string,
  seq: number,
  state: Uint8Array,
): string | null {
  const log = model.document(documentId)?.log
  if (!log) return null
  if (seq > log.length) return `a snapshot of row ${seq}, and the log ends at ${log.length}`
  const doc = TandemDoc.fromSnapshot(state)
  const text = doc.toString()
  const expected = reference(documentId).at(log, seq).text
  return text === expected
    ? null
    : `the snapshot of row ${seq} shows ${JSON.stringify(text)}, not ${JSON.stringify(expected)}`
}
