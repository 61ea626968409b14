import type { Prng } from '@tandem/crdt/testing'
import type { World } from '../world/world.ts'

/** Something that goes wrong. */
export type Fault = {
  /** As scenarios name it. */
  readonly name: string
  /** Begins it. `rate`: 1 is as usual; `random` is the fault's own. */
  begin(world: World, rate: number, random: Prng): void
}

/** Has something happen again and again until all is healed, every `everyMs` on average. */
export function nowAndThen(world: World, random: Prng, what: string, everyMs: number, happen: () => void): void {
  const next = () => {
    const ms = 1 + random.int(Math.max(2, Math.round(2 * everyMs)))
    world.inChaos(ms, what, () => {
      happen()
      next()
    })
  }
  next()
}
