import type { Prng } from '@tandem/crdt/testing'
import type { Recorder } from '../history/recorder.ts'
import type { Actions } from '../people/actions.ts'
import type { Cast } from '../people/cast.ts'
import type { World } from '../world/world.ts'

/** What faults are done to and with. */
export type Scene = {
  readonly world: World
  readonly cast: Cast
  readonly actions: Actions
  readonly recorder: Recorder
  /** Aborts when the run is to end. */
  readonly signal: AbortSignal
}

/** Something that goes wrong. */
export type Fault = {
  /** As `--faults` names it. */
  readonly name: string
  /** Its number in the fault matrix. */
  readonly id: string
  /** It ends processes by force: `--kills` counts these. */
  readonly kills: boolean
  /** It takes its time: others are injected while it lasts. */
  readonly lasts: boolean
  /** While it lasts nobody can learn in time of what was committed. */
  readonly blinds: boolean
  /** How often it is drawn, relative to the others. */
  readonly weight: number
  /** Why it can't be done here; null when it can. */
  readonly missing: (world: World) => string | null
  /** Does it, and undoes it. Resolves when the world is as it was, except for what has to recover by itself. */
  readonly inject: (scene: Scene, random: Prng) => Promise<void>
}

/** What most faults are. */
export const ordinary = { kills: false, lasts: false, blinds: false, weight: 1, missing: () => null } as const
