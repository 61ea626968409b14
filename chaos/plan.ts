import { Prng } from '@tandem/crdt/testing'
import type { Fault } from './faults/fault.ts'

/** One fault of a plan: which, with which random numbers, and how long after the one before. */
export type Step = { readonly fault: Fault; readonly seed: number; readonly pauseMs: number }

/** Time between two faults: people get to work in between, or do not. */
const shortestPauseMs = 50
const longestPauseMs = 800

/** An endless plan: the same for the same seed and the same faults. */
export function* plan(seed: number, faults: readonly Fault[]): Generator<Step, never> {
  const random = new Prng(seed)
  const drawn = faults.flatMap((fault) => Array.from({ length: fault.weight }, () => fault))
  // First each once, so that a short run has seen all of them.
  for (const fault of random.shuffle(faults)) yield step(fault, random)
  for (;;) yield step(random.pick(drawn), random)
}

function step(fault: Fault, random: Prng): Step {
  return {
    fault,
    seed: random.int(2 ** 31),
    pauseMs: shortestPauseMs + random.int(longestPauseMs - shortestPauseMs),
  }
}
