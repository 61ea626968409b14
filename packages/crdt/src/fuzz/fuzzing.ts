import { damaged } from '../testing/damaged.ts'
import { Prng } from '../testing/prng.ts'
import { type Attempt, type Failure, failureOf } from './attempt.ts'
import { decoders } from './damage.ts'
import { generateCase, randomShape, type Shape } from './generate-case.ts'
import { hexOf } from './hex.ts'
import { writtenBytes } from './written-bytes.ts'

/** So many cases pass between two rounds of damaged bytes, of so many inputs for each decoder. */
const casesPerRound = 8
const inputsPerRound = 40

/** Random cases of all shapes, and damaged bytes for all decoders, without an end. The same seed gives the same. */
export function* attempts(seed: number): Generator<Attempt, never> {
  const prng = new Prng(seed)
  for (;;) {
    for (let rest = casesPerRound; rest > 0; rest--) {
      yield { case: generateCase(prng.int(2 ** 32), randomShape(prng)) }
    }
    const written = writtenBytes(prng.int(2 ** 32))
    for (const decoder of decoders) {
      for (let rest = inputsPerRound; rest > 0; rest--) {
        const bytes = damaged(prng, prng.pick(written[decoder]), prng.pick(written[prng.pick(decoders)]))
        yield { decoder, bytes: hexOf(bytes) }
      }
    }
  }
}

/** Random cases of one shape, until one fails: that one, as small as possible. `null` when none does. */
export function firstFailure(seed: number, count: number, shape: Shape): Failure | null {
  const prng = new Prng(seed)
  for (let rest = count; rest > 0; rest--) {
    const failure = failureOf({ case: generateCase(prng.int(2 ** 32), shape) })
    if (failure !== null) return failure
  }
  return null
}
