import type { Planted } from '../../scripts/planting.mjs'

/**
 * A bug of ours, put into the server on its way through the bundler (or into a migration on its way into the database), to show
 * that a run would find it. The product's code knows nothing of this.
 */
export type PlantedBug = {
  readonly name: string
  /** What the server does wrong, in a few words. */
  readonly does: string
  /** Rules that are broken by it: a run has to name one of them. */
  readonly caughtBy: readonly string[]
  readonly edits: readonly Planted[]
  /** Faults that bring it out; people typing and owners at work are there in any case. */
  readonly faults: readonly string[]
  readonly nodes: 1 | 2
}
