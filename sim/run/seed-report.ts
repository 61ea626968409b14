import { drawScenario } from '../scenario/draw-scenario.ts'
import type { Situation } from '../situations.ts'
import type { Violation } from '../world/observer.ts'
import { runScenario } from './run-scenario.ts'

/** What came of one seed, as it travels from one process to another. */
export type SeedReport = {
  readonly seed: number
  readonly events: number
  readonly operations: number
  readonly reached: readonly Situation[]
  readonly violation: Violation | null
}

/** Every so many seeds one runs twice, and has to be the same both times. */
const twiceEvery = 100

/** Runs a seed. What a mistake of ours throws is a violation as well. */
export async function reportOn(seed: number): Promise<SeedReport> {
  const scenario = drawScenario(seed)
  try {
    const { violation, hash, events, operations, situations } = await runScenario(scenario)
    const again = seed % twiceEvery === 0 ? (await runScenario(scenario)).hash : hash
    const differs = { invariant: 'a seed is one run', what: `the traces are ${hash} and ${again}`, at: 0 }
    const reached = [...situations.counts.keys()]
    return { seed, events, operations, reached, violation: again === hash ? violation : differs }
  } catch (error) {
    const what = error instanceof Error ? (error.stack ?? error.message) : String(error)
    return { seed, events: 0, operations: 0, reached: [], violation: { invariant: 'nothing throws', what, at: 0 } }
  }
}
