import { readFile } from 'node:fs/promises'
import { gunzipSync } from 'node:zlib'
import type { Splice } from '@tandem/crdt'
import { z } from 'zod'

/** Position, how much was deleted there, what was inserted there; counted in Unicode code points. */
const patch = z.tuple([z.int().min(0), z.int().min(0), z.string()])
const sequential = z.object({
  startContent: z.string(),
  endContent: z.string(),
  txns: z.array(z.object({ patches: z.array(patch) })),
})
const concurrent = z.object({
  endContent: z.string(),
  numAgents: z.int().positive(),
  txns: z.array(z.object({ parents: z.array(z.int().min(0)), agent: z.int().min(0), patches: z.array(patch) })),
})

/** What one person did at once, and on top of what. */
export type Transaction = {
  /** Who: 0 … `agents` - 1. */
  readonly agent: number
  /** The transactions whose merge is the text that this one was typed in; all are earlier ones. */
  readonly parents: readonly number[]
  /** One after another; positions in code points. */
  readonly patches: readonly Patch[]
}

export type Patch = readonly [position: number, deleted: number, inserted: string]

/** A recorded editing session, as <https://github.com/josephg/editing-traces> describes it. */
export type Trace = {
  readonly agents: number
  readonly startContent: string
  readonly endContent: string
  readonly transactions: readonly Transaction[]
  /** Whether some were typed without knowing of each other. */
  readonly concurrent: boolean
}

/** Reads a trace (JSON, or the same with gzip). Throws an Error that says what is wrong with the file. */
export async function readTrace(path: string): Promise<Trace> {
  const bytes = await readFile(path)
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b
  let content: unknown
  try {
    content = JSON.parse((isGzip ? gunzipSync(bytes) : bytes).toString('utf8'))
  } catch (cause) {
    throw new Error(`${path} is no trace: it is not JSON`, { cause })
  }
  const asConcurrent = concurrent.safeParse(content)
  if (asConcurrent.success) {
    const { endContent, numAgents, txns } = asConcurrent.data
    for (const [index, { agent, parents }] of txns.entries()) {
      if (agent >= numAgents || parents.some((parent) => parent >= index)) {
        throw new Error(`${path} is no trace: transaction ${index} names an agent or a parent that is not there`)
      }
    }
    return { agents: numAgents, startContent: '', endContent, transactions: txns, concurrent: true }
  }
  const asSequential = sequential.safeParse(content)
  if (!asSequential.success) {
    throw new Error(`${path} is no trace:\n${z.prettifyError(asSequential.error)}`)
  }
  const { startContent, endContent, txns } = asSequential.data
  const transactions = txns.map(({ patches }, index) => ({
    agent: 0,
    parents: index === 0 ? [] : [index - 1],
    patches,
  }))
  return { agents: 1, startContent, endContent, transactions, concurrent: false }
}

/** The same trace, only its first transactions; its end content is worked out on a plain string. */
export function firstTransactions(trace: Trace, limit: number): Trace {
  if (limit >= trace.transactions.length) return trace
  if (trace.concurrent)
    throw new Error('Only a sequential trace can be limited: what a part of a merge gives is not known.')
  const transactions = trace.transactions.slice(0, limit)
  let text = trace.startContent
  for (const { patches } of transactions) {
    for (const each of patches) {
      const { from, to, insert } = spliceOf(each, text)
      text = text.slice(0, from) + insert + text.slice(to)
    }
  }
  return { ...trace, transactions, endContent: text }
}

/** Whether some character is one code point and two code units: then positions have to be converted. */
export function hasPairs({ startContent, transactions }: Trace): boolean {
  const inserted = transactions.flatMap(({ patches }) => patches.map(([, , text]) => text))
  return [startContent, ...inserted].some((text) => pair.test(text))
}

const pair = /[\ud800-\udbff]/

/** A patch in UTF-16 code units, given the text that it was typed in. */
export function spliceOf([position, deleted, insert]: Patch, text: string): Splice {
  const from = unitsOf(text, 0, position)
  return { from, to: unitsOf(text, from, deleted), insert }
}

/** Where one is after `points` code points from `start` on. */
function unitsOf(text: string, start: number, points: number): number {
  // Nearly every text has no character beyond the Basic Multilingual Plane: then both count alike.
  if (!pair.test(text)) return start + points
  let at = start
  for (let count = 0; count < points; count++) at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1
  return at
}
