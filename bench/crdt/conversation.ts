import { hasPairs, type Trace } from '../trace.ts'
import type { TextEdit } from './contenders/contender.ts'
import { asEdit, doesSomething } from './edits.ts'

/** One transaction of a concurrent trace, with what its author hears before it. */
export type Step = {
  readonly agent: number
  /** Earlier steps that the author doesn't know yet and has to. Ascending. */
  readonly hears: readonly number[]
  /** In code points. */
  readonly edits: readonly TextEdit[]
}

/** A concurrent trace as steps that each agent can take with one replica. */
export type Conversation = {
  readonly agents: number
  readonly steps: readonly Step[]
  /** Whether code points and code units count differently. */
  readonly hasPairs: boolean
  readonly end: string
}

/**
 * Works out what each author hears before each transaction. Throws an Error when an agent typed something without knowing
 * what it had typed before: that takes more than one replica for each agent.
 */
export function conversationOf(trace: Trace): Conversation {
  const authors = Array.from({ length: trace.agents }, () => ({ known: new Set<number>(), last: -1 }))
  const steps = trace.transactions.map(({ agent, parents, patches }, index): Step => {
    const author = authors[agent]
    if (!author) throw new Error(`transaction ${index}: there is no agent ${agent}`)
    const hears: number[] = []
    let knowsItself = author.last < 0
    const visit = [...parents]
    for (let at = visit.pop(); at !== undefined; at = visit.pop()) {
      // What follows its last transaction is unknown to the author: the way back from here to that one is walked.
      if (at === author.last) knowsItself = true
      if (author.known.has(at)) continue
      author.known.add(at)
      hears.push(at)
      visit.push(...(trace.transactions[at]?.parents ?? []))
    }
    if (!knowsItself) throw new Error(`transaction ${index}: agent ${agent} didn't know what it had typed before`)
    author.known.add(index)
    author.last = index
    return { agent, hears: hears.sort((a, b) => a - b), edits: patches.filter(doesSomething).map(asEdit) }
  })
  return { agents: trace.agents, steps, hasPairs: hasPairs(trace), end: trace.endContent }
}
