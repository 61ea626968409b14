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

/** Lets one person type and paste, and others read; then one of those stops reading, and then, for the memory, another one. */
export async function read(client: Client, job: Job, load: ReadingLoad, { usage, seed }: Surroundings): Promise<Found> {
  const random = new Prng(seed)
  const remarks: string[] = []
  const scene = await Scene.open(client, job, { ...load, typists: 1 })
  /** Types and pastes for a while, until all of it has arrived. */
  const write = async (forMs: number) => {
    const pasting = setInterval(() => scene.paste(load.pasteUnits), 1000 / load.pastesPerSecond)
    try {
      await strikeEvenly(scene.strikes, load.keysPerSecond, forMs, random)
    } finally {
      clearInterval(pasting)
    }
    const arrived = await scene.caughtUp(arrivalMs)
    if (!arrived) remarks.push(`what was typed had not arrived ${arrivalMs / 1000} s later`)
  }
  /** How long the keys took. */
  const timed = async (forMs: number) => {
    scene.latencies.length = 0
    await write(forMs)
    return percentile(scene.latencies, 0.99)
  }
  /** The most memory that the server had. */
  const weighed = async (forMs: number) => {
    const memory = watchMemory(usage)
    await write(forMs)
    return memory.stop()
  }
  try {
    await write(load.warmUpMs)
    const p99 = await timed(load.windowMs)
    scene.stopOneReader()
    const p99Stopped = await timed(load.windowMs)
    const rssBytes = await weighed(load.windowMs / 2)
    scene.stopOneReader()
    const rssStoppedBytes = await weighed(load.windowMs)
    await scene.compare()
    return {
      values: { p99, p99Stopped, ratio: p99Stopped / p99, rssGrowthBytes: rssStoppedBytes - rssBytes },
      remarks,
    }
  } finally {
    scene.close()
  }
}

/** Looks at the server's memory again and again, without its garbage; tells the most that it had. */
function watchMemory(usage: (collectGarbage: boolean) => Promise<Usage>) {
  let most = 0
  let over = false
  const watching = (async () => {
    while (!over) {
      most = Math.max(most, (await usage(true)).rssBytes)
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
