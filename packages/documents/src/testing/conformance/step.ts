import fc from 'fast-check'
import type { Call, World } from './world.ts'

/** One named transaction of a schedule; `resolve` says what it is called with where the world stands now. */
export type Step = { readonly name: string; resolve(world: World): Call }

/** A kind of step, to be drawn by its weight. */
export type StepKind = fc.WeightedArbitrary<Step> & { readonly name: string }

/** A kind of step: its name, how often it comes, what varies, and what is called. */
export function kind<A>(
  name: string,
  weight: number,
  varies: fc.Arbitrary<A>,
  resolve: (world: World, varying: A) => Call,
): StepKind {
  const arbitrary = varies.map((varying) => ({
    name,
    resolve: (world: World) => resolve(world, varying),
    [fc.toStringMethod]: () => `${name} ${fc.stringify(varying)}`,
  }))
  return { name, weight, arbitrary }
}

/** A place in one of the world's lists: mostly of somebody or something that is there from the beginning. */
export const place = fc.oneof(
  { weight: 10, arbitrary: fc.nat(3) },
  { weight: 3, arbitrary: fc.nat(9) },
  { weight: 1, arbitrary: fc.integer({ min: -2, max: -1 }) },
)

/** Mostly the one who owns the first document. */
export const who = fc.oneof(fc.constant(0), place)

/** A lifetime, and a time that passes. */
export const hourMs = 60 * 60 * 1000

/** The honest value most of the time. */
export function mostly<T>(honest: T, other: fc.Arbitrary<T>): fc.Arbitrary<T> {
  return fc.oneof({ weight: 12, arbitrary: fc.constant(honest) }, { weight: 1, arbitrary: other })
}
