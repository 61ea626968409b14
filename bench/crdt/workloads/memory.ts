import type { Replica } from '../contenders/contender.ts'
import type { Typing } from '../edits.ts'
import type { Measured } from '../job.ts'
import { type Context, expectedText, readerNumber, readSnapshot, verify } from './context.ts'
import { firstEdit } from './open.ts'
import { wasmBytes } from './wasm-memory.ts'

/**
 * Copies that are kept at once, so that what all share and what WASM takes in steps weighs less; two when the making of
 * more would take too long.
 */
const copies = { most: 16, least: 2, ms: 4_000 }

/** What a document that was opened from a snapshot and edited once keeps. */
export function memoryOpen(context: Context): Measured {
  const snapshot = readSnapshot(context)
  const { edit, edited } = firstEdit(context, expectedText(context))
  return kept(edited, (number) => {
    const replica = context.contender.open(snapshot, number)
    replica.edit(edit)
    return replica
  })
}

/** What a document in which everything was typed keeps. */
export function memoryLocal({ contender }: Context, typing: Typing): Measured {
  const edits = typing.edits[contender.unit].map((edit) => contender.prepare(edit))
  return kept(typing.end, (number) => {
    const replica = contender.create(number, 'none')
    for (const edit of edits) replica.edit(edit)
    // What was only kept to be sent is no part of the document.
    replica.mark()
    return replica
  })
}

function kept(expected: string, make: (number: number) => Replica<unknown>): Measured {
  // The first one brings code and tables that all share.
  const first = make(readerNumber)
  const before = bytesInUse()
  const replicas: Replica<unknown>[] = []
  const startedAt = performance.now()
  const isTime = () => performance.now() - startedAt < copies.ms
  while (replicas.length < copies.least || (replicas.length < copies.most && isTime()))
    replicas.push(make(readerNumber + 1 + replicas.length))
  const bytes = (bytesInUse() - before) / replicas.length
  // Only now: some keep the text once they were asked for it.
  for (const replica of [first, ...replicas]) verify(replica.text(), expected)
  return { bytes }
}

function bytesInUse(): number {
  if (!globalThis.gc) throw new Error('needs --expose-gc')
  globalThis.gc()
  globalThis.gc()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external + wasmBytes()
}
