import type { Splice } from '@tandem/crdt'
import { hasPairs, readTrace, spliceOf } from '../../trace.ts'

/** A recorded session of one person: each edit in UTF-16 code units, and the text at the end. */
export type History = { readonly splices: readonly Splice[]; readonly end: string }

/** Reads the history from a file. Throws an Error in words when nobody can type it one edit after another. */
export async function readHistory(path: string): Promise<History> {
  const trace = await readTrace(path)
  if (trace.concurrent) throw new Error(`${path}: a recording of one person is needed, one edit after another`)
  const start: Splice = { from: 0, to: 0, insert: trace.startContent }
  // Where every character is one code unit, positions need no text.
  const converts = hasPairs(trace)
  let text = trace.startContent
  const edits = trace.transactions.flatMap(({ patches }) =>
    patches.map((patch) => {
      const splice = spliceOf(patch, text)
      if (converts) text = text.slice(0, splice.from) + splice.insert + text.slice(splice.to)
      return splice
    }),
  )
  const splices = [start, ...edits].filter(({ from, to, insert }) => to > from || insert !== '')
  return { splices, end: trace.endContent }
}
