import { Prng } from '../testing/prng.ts'
import type { Case } from './case.ts'
import { damaged, decoders, tryDecoder, writtenBytes } from './damage.ts'
import { generateCase, randomShape, type Shape } from './generate-case.ts'
import type { Regression } from './regression.ts'
import { runCase } from './run-case.ts'
import { shrinkCase } from './shrink-case.ts'

/** How far a run of random cases has come. */
export type Tally = {
  readonly cases: number
  readonly operations: number
  /** Damaged inputs given to decoders. */
  readonly damages: number
}

/** So many cases pass between two rounds of damaged bytes, of so many inputs for each decoder. */
const casesPerRound = 8
const inputsPerRound = 40

/**
 * Random cases of all shapes, and damaged bytes for all decoders, one piece of work per call of `next`; the same seed does the
 * same. The generator yields how far it has come; it ends with a failure, already shrunk, or goes on for ever.
 */
export function* fuzz(seed: number): Generator<Tally, Regression> {
  const prng = new Prng(seed)
  let [cases, operations, damages] = [0, 0, 0]
  for (;;) {
    const generated = generateCase(prng.int(2 ** 32), randomShape(prng))
    try {
      operations += runCase(generated).operations
    } catch {
      return shrunk(generated)
    }
    cases += 1
    if (cases % casesPerRound === 0) {
      const failure = tryDamaged(prng)
      if (failure !== null) return failure
      damages += inputsPerRound * decoders.length
    }
    yield { cases, operations, damages }
  }
}

/** Random cases of one shape, until one fails: that one, shrunk. `null` when none does. */
export function firstFailure(seed: number, count: number, shape: Shape): Regression | null {
  const prng = new Prng(seed)
  for (let rest = count; rest > 0; rest--) {
    const generated = generateCase(prng.int(2 ** 32), shape)
    if (messageOf(() => runCase(generated)) !== null) return shrunk(generated)
  }
  return null
}

/** The smallest case found that fails, with what it says. */
function shrunk(failing: Case): Regression {
  const smallest = shrinkCase(failing, (candidate) => messageOf(() => runCase(candidate)) !== null)
  return { message: messageOf(() => runCase(smallest)) ?? 'it fails only sometimes', case: smallest }
}

function tryDamaged(prng: Prng): Regression | null {
  const written = writtenBytes(prng.int(2 ** 32))
  for (const decoder of decoders) {
    for (let count = inputsPerRound; count > 0; count--) {
      const bytes = damaged(prng, prng.pick(written[decoder]), prng.pick(written[prng.pick(decoders)]))
      const message = messageOf(() => tryDecoder(decoder, bytes))
      if (message !== null) {
        return { message, decoder, bytes: Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('') }
      }
    }
  }
  return null
}

function messageOf(work: () => unknown): string | null {
  try {
    work()
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
