import type { Planted } from '../../scripts/planting.mjs'

/** A bug that the simulation has to find: planted into what it is built from, never in the source. */
export type Mutant = {
  readonly name: string
  /** What is wrong then, in a few words. */
  readonly does: string
  readonly edits: readonly Planted[]
}

/** A change that nobody can see, for another part sees to the same: planted together, they are a mutant. */
export type Equivalent = Mutant & {
  /** Why nobody can see it. */
  readonly because: string
}
