import type { Trace } from '../trace.ts'
import type { GatedTransport } from './gated-transport.ts'
import { Progress } from './progress.ts'
import type { Typist } from './typist.ts'
import { until } from './until.ts'

/** Transactions that one person types before it is the next one's turn, in a sequential trace. */
const turn = 100
/** How far an agent may be ahead of the slowest one: the rows that a session lacks stay few. */
const maxAhead = 1000

/** One after another: whoever is next waits until it has all that was typed. */
export async function typeInTurns(typists: readonly Typist[], trace: Trace): Promise<void> {
  let last: Typist | null = null
  for (let at = 0; at < trace.transactions.length; at += turn) {
    const typist = typists[(at / turn) % typists.length]
    if (!typist) throw new Error('nobody types')
    if (last && last !== typist) {
      const { replica, rseq } = last.position
      const doc = () => typist.session.doc
      await until(typist.session, "the others' edits are here", () => (doc()?.rseqOf(replica) ?? 0) >= rseq)
    }
    for (const { patches } of trace.transactions.slice(at, at + turn)) await typist.type(patches)
    last = typist
  }
}

/** Each agent at its own pace, in exactly the text that it had in the recording. */
export async function typeConcurrently(
  typists: readonly Typist[],
  gates: readonly GatedTransport[],
  trace: Trace,
): Promise<void> {
  /** How far each agent had come in what a transaction was typed in: its ancestors, counted per agent. */
  const known = knownBefore(trace)
  const typed = new Progress(trace.transactions.length)
  const positions: { replica: number; rseq: number }[] = []
  await Promise.all(
    typists.map(async (typist, agent) => {
      for (const [index, transaction] of trace.transactions.entries()) {
        if (transaction.agent !== agent) continue
        await typed.allUpTo(index - maxAhead)
        for (const ancestor of known[index] ?? []) {
          await typed.one(ancestor)
          const position = positions[ancestor]
          if (!position) throw new Error(`transaction ${ancestor} was not typed`)
          gates[agent]?.allow(position.replica, position.rseq)
          const doc = () => typist.session.doc
          await until(typist.session, 'what it was typed in is here', () => {
            return (doc()?.rseqOf(position.replica) ?? 0) >= position.rseq
          })
        }
        await typist.type(transaction.patches)
        positions[index] = typist.position
        typed.done(index)
      }
    }),
  )
}

/** For each transaction, the last one of each other agent among its ancestors. */
function knownBefore(trace: Trace): (readonly number[])[] {
  const lastOfAgents: Int32Array[] = []
  return trace.transactions.map(({ agent, parents }, index) => {
    const last = new Int32Array(trace.agents).fill(-1)
    for (const parent of parents) {
      for (const [other, value] of (lastOfAgents[parent] ?? []).entries())
        last[other] = Math.max(last[other] ?? -1, value)
    }
    const ancestors = [...last].filter((value, other) => other !== agent && value >= 0)
    last[agent] = index
    lastOfAgents[index] = last
    return ancestors
  })
}
