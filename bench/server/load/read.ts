import { Prng } from '@tandem/crdt/testing'
import { percentile } from '../../statistics.ts'
import type { Client } from '../clients/client.ts'
import type { Job, ReadingLoad, Usage } from './job.ts'
import { Scene } from './scene.ts'
import { strikeEvenly } from './strike-evenly.ts'
import type { Found, Surroundings } from './surroundings.ts'

/** How long what was typed may take to arrive. */
const arrivalMs = 30_000
/** How often the server's memory is looked at. */
const sampleMs = 500

/** Lets one person type and paste, and others read; then one of those stops reading. */
export async function read(client: Client, job: Job, load: ReadingLoad, { usage, seed }: Surroundings): Promise<Found> {
  const random = new Prng(seed)
  const remarks: string[] = []
  const scene = await Scene.open(client, job, { ...load, typists: 1 })
  /** Types and pastes for a while; how long the keys took, and the most memory that the server had. */
  const phase = async (forMs: number) => {
    scene.latencies.length = 0
    const memory = watchMemory(usage)
    const pasting = setInterval(() => scene.paste(load.pasteUnits), 1000 / load.pastesPerSecond)
    try {
      await strikeEvenly(scene.strikes, load.keysPerSecond, forMs, random)
    } finally {
      clearInterval(pasting)
    }
    const arrived = await scene.caughtUp(arrivalMs)
    if (!arrived) remarks.push(`what was typed had not arrived ${arrivalMs / 1000} s later`)
    return { p99: percentile(scene.latencies, 0.99), rssBytes: await memory.stop() }
  }
  try {
    await phase(load.warmUpMs)
    const all = await phase(load.windowMs)
    scene.stopOneReader()
    const allButOne = await phase(load.stoppedMs)
    await scene.compare()
    return {
      values: {
        p99: all.p99,
        p99Stopped: allButOne.p99,
        ratio: allButOne.p99 / all.p99,
        rssGrowthBytes: allButOne.rssBytes - all.rssBytes,
      },
      remarks,
    }
  } finally {
    scene.close()
  }
}

/** Looks at the server's memory again and again; tells the most that it had. */
function watchMemory(usage: (collectGarbage: boolean) => Promise<Usage>) {
  let most = 0
  let over = false
  const watching = (async () => {
    while (!over) {
      most = Math.max(most, (await usage(false)).rssBytes)
      await new Promise((resolve) => setTimeout(resolve, sampleMs))
    }
  })()
  return {
    async stop(): Promise<number> {
      over = true
      await watching
      return most
    },
  }
}
