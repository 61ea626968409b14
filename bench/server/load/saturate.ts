import { Prng } from '@tandem/crdt/testing'
import { percentile } from '../../statistics.ts'
import type { Client } from '../clients/client.ts'
import type { Job, SaturationLoad } from './job.ts'
import { Scene } from './scene.ts'
import { strikeEvenly } from './strike-evenly.ts'
import type { Found, Surroundings } from './surroundings.ts'

/**
 * A server keeps up with a rate when nearly every key is on the others' screens before anybody could notice that it took a
 * while, and nothing is left over.
 */
const promptMs = 250
const promptShare = 0.95
/** How long a step that was too much may take to arrive, before the next one is tried. */
const recoveryMs = 20_000
/** The generator is the limit, when it types less than this share of what it should. */
const paceShare = 0.95
/** Halvings of the gap between a rate that was kept and one that wasn't. */
const refinements = 2
const maxKeysPerSecond = 100_000

/** Kept, or not; after `lost` the sessions are of no use any more. */
type Verdict = 'kept' | 'too much' | 'lost'

/** Finds the highest rate that a server keeps up with: doubles it until it doesn't, then looks in between. */
export async function saturate(client: Client, job: Job, load: SaturationLoad, { seed }: Surroundings): Promise<Found> {
  const random = new Prng(seed)
  const remarks: string[] = []
  const scene = await Scene.open(client, job, { ...load, typists: load.sessions })
  const keeps = async (rate: number): Promise<Verdict> => {
    scene.latencies.length = 0
    const keys = await strikeEvenly(scene.strikes, rate, load.stepMs, random)
    const generated = keys / (rate * (load.stepMs / 1000))
    if (!(await scene.caughtUp(recoveryMs)))
      throw new Error(`what was typed had not arrived ${recoveryMs / 1000} s later`)
    if (generated < paceShare)
      remarks.push(`at ${Math.round(rate)} keys/s the load generator came to ${Math.round(generated * 100)} % of it`)
    return generated >= paceShare && percentile(scene.latencies, promptShare) <= promptMs ? 'kept' : 'too much'
  }
  /** One bad moment of the machine is not the server's limit: what was too much is tried again. */
  const keepsAtLast = async (rate: number) => ((await keeps(rate)) === 'kept' ? 'kept' : keeps(rate))
  /** A server that sends somebody away at a rate doesn't keep up with it. */
  const tries = (rate: number): Promise<Verdict> =>
    keepsAtLast(rate).catch((error: unknown) => {
      remarks.push(`at ${Math.round(rate)} keys/s: ${error instanceof Error ? error.message : error}`)
      return 'lost'
    })
  try {
    await keeps(load.keysPerSecond / 4) // warms up
    let kept = 0
    let tooMuch = load.keysPerSecond
    let verdict = await tries(tooMuch)
    while (verdict === 'kept' && tooMuch < maxKeysPerSecond) {
      kept = tooMuch
      tooMuch *= 2
      verdict = await tries(tooMuch)
    }
    // Too much from the start: downwards.
    while (verdict === 'too much' && kept === 0 && tooMuch > 1) {
      const rate = tooMuch / 2
      verdict = await tries(rate)
      if (verdict === 'kept') kept = rate
      else tooMuch = rate
    }
    for (let refined = 0; refined < refinements && kept > 0 && verdict !== 'lost'; refined++) {
      const rate = Math.sqrt(kept * tooMuch)
      verdict = await tries(rate)
      if (verdict === 'kept') kept = rate
      else tooMuch = rate
    }
    if (verdict !== 'lost') await scene.compare()
    return { values: { saturation: kept }, remarks }
  } finally {
    scene.close()
  }
}
