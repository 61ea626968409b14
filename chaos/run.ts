import { Prng } from '@tandem/crdt/testing'
import type { Fault, Scene } from './faults/fault.ts'
import { recordEnding } from './history/ending.ts'
import type { Recorder } from './history/recorder.ts'
import { watchOwnDelays } from './late.ts'
import { Actions } from './people/actions.ts'
import { setStage } from './people/cast.ts'
import { describe, isSettled } from './people/settled.ts'
import { Witness } from './people/witness.ts'
import { plan, type Step } from './plan.ts'
import { echoedAgain } from './progress.ts'
import { Disk } from './world/disk.ts'
import { watchGauges } from './world/gauges.ts'
import { pause } from './world/pause.ts'
import { buildWorld, origin, type World } from './world/world.ts'

/** One run, on one world. */
export type RunOptions = {
  readonly seed: number
  readonly kills: number | null
  readonly ms: number | null
  readonly faults: readonly Fault[]
  readonly nodes: 1 | 2
  readonly documents: number
  readonly patience: Patience
  readonly program: string
  readonly migrations?: string | undefined
  readonly recorder: Recorder
  readonly log: (line: string) => void
  readonly logFolder: string
  readonly signal: AbortSignal
}

/** How long is waited for what has to come. */
export type Patience = {
  /** After a fault several people have to see an edit saved within this. */
  readonly echoMs: number
  /** In the end everybody has to have everything within this. */
  readonly settleMs: number
}

/** A dead connection alone is noticed only after ten seconds, and the machine may have much else to do. */
export const ordinaryPatience: Patience = { echoMs: 40_000, settleMs: 60_000 }
/** Faults that go on beside the next ones. */
const maxLasting = 2
/** Between two things that owners do. */
const actionPauseMs = 1_500

/** Does everything, and leaves the history complete: then it can be checked. Ends all that it started. */
export async function run(options: RunOptions): Promise<void> {
  const { recorder, nodes, seed, log, signal } = options
  recorder.record({ type: 'info', what: 'run', seed, nodes })
  const smallDisk = Disk.canMount() && options.faults.some(({ name }) => name === 'fill-disk')
  const world = await buildWorld({ ...options, smallDisk })
  try {
    await world.ready()
    const random = new Prng(seed)
    const witness = new Witness(world.db, recorder)
    const shown = (doc: string, seq: number) => witness.shown(doc, seq)
    const { urls, ticketSecret } = world
    const cast = await setStage(world.db, options.documents, { urls, origin, ticketSecret, recorder, shown }, random)
    const scene = { world, cast, actions: new Actions(world.db, recorder, cast), recorder, signal }
    const unwatch = [watchOwnDelays(recorder), watchGauges(world, recorder)]
    try {
      for (const actor of cast.actors) actor.start()
      await shake(scene, options, random)
      await settle(scene, options.patience, log)
      if (!signal.aborted) await recordEnding(world.db, cast, recorder)
    } finally {
      for (const end of unwatch) end()
      await Promise.all(cast.actors.map((actor) => actor.close()))
    }
  } finally {
    await world.close()
  }
}

/** Injects one fault after another under people who type. */
async function shake(scene: Scene, options: RunOptions, random: Prng): Promise<void> {
  const { recorder, world } = scene
  const stopping = new AbortController()
  const signal = AbortSignal.any([scene.signal, stopping.signal])
  const acting = act({ ...scene, signal }, new Prng(random.int(2 ** 31)))
  const until = options.ms === null ? Number.POSITIVE_INFINITY : recorder.now() + options.ms
  let kills = 0
  const lasting = new Set<Promise<void>>()
  try {
    if (!(await goesOn(scene, options.patience, signal))) return
    for (const step of plan(options.seed, possible(options, world))) {
      if (signal.aborted || recorder.now() > until || kills >= (options.kills ?? Number.POSITIVE_INFINITY)) break
      await pause(step.pauseMs, signal)
      if (step.fault.lasts) {
        if (lasting.size === maxLasting) await Promise.race(lasting)
        const over = inject(scene, step)
        lasting.add(over)
        over.then(
          () => lasting.delete(over),
          () => {}, // it stays, and is thrown where all of them are waited for
        )
      } else {
        await inject(scene, step)
        if (step.fault.kills) kills++
      }
      if (!(await goesOn(scene, options.patience, signal))) break
    }
  } finally {
    stopping.abort()
    await Promise.all([...lasting, acting])
  }
}

/** The faults that can be done here; those that can't are named. */
function possible({ faults, log }: RunOptions, world: World): readonly Fault[] {
  for (const fault of faults) {
    const why = fault.missing(world)
    if (why !== null) log(`${fault.name} is left out: ${why}`)
  }
  const done = faults.filter(({ missing }) => missing(world) === null)
  if (done.length === 0) throw new Error('none of these faults can be done here')
  return done
}

let faultIds = 0

async function inject(scene: Scene, { fault, seed }: Step): Promise<void> {
  const { name, kills, blinds } = fault
  const line = { what: 'fault', id: ++faultIds, fault: name, kills: kills ? 1 : 0, blinds } as const
  scene.recorder.record({ type: 'invoke', ...line })
  await fault.inject(scene, new Prng(seed))
  scene.recorder.record({ type: 'ok', ...line })
}

/** False, and written down, when nobody gets anything saved any more. */
async function goesOn({ recorder, cast }: Scene, { echoMs }: Patience, signal: AbortSignal): Promise<boolean> {
  const echoed = await echoedAgain(recorder, echoMs, signal)
  if (!echoed && !signal.aborted) {
    recorder.record({ type: 'info', what: 'stuck', seconds: echoMs / 1000, who: cast.actors.map(describe) })
  }
  return echoed
}

async function act({ actions, signal }: Scene, random: Prng): Promise<void> {
  while (!signal.aborted) {
    await pause(actionPauseMs, signal)
    if (!signal.aborted) await actions.doSomething(random, signal)
  }
}

/** Everything is well again, and everybody gets what they lack. */
async function settle(
  { world, cast, actions, signal }: Scene,
  { settleMs }: Patience,
  log: (line: string) => void,
): Promise<void> {
  heal(world)
  for (const actor of cast.actors) actor.rest()
  await world.postgres.start()
  await world.ready()
  await actions.restoreAll()
  await actions.signInAll()
  const until = performance.now() + settleMs
  while (!signal.aborted && performance.now() < until) {
    if (await isSettled(world, cast)) return
    await pause(100, signal)
  }
  if (!signal.aborted) log('Not everybody has everything yet: going on as it is.')
}

function heal({ places, disk, redis }: World): void {
  disk?.free()
  redis?.resume()
  for (const { node, door, databaseLine, redisLine } of places) {
    node.signal('SIGCONT')
    for (const line of [door, databaseLine, redisLine]) line?.heal()
  }
}
