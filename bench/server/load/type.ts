import { monitorEventLoopDelay } from 'node:perf_hooks'
import { Prng } from '@tandem/crdt/testing'
import { percentile } from '../../statistics.ts'
import type { Client } from '../clients/client.ts'
import type { Job, TypingLoad } from './job.ts'
import { Scene } from './scene.ts'
import { strikeEvenly } from './strike-evenly.ts'
import type { Found, Surroundings } from './surroundings.ts'
import { traffic } from './traffic.ts'

/** How long what was typed may take to arrive. */
const arrivalMs = 30_000
/** Above this share of its time the load generator's own work shows in the figures. */
const busyShare = 0.85

/** Lets everybody type for a while, and measures from keystroke to screen, and what it costs. */
export async function type(client: Client, job: Job, load: TypingLoad, { usage, seed }: Surroundings): Promise<Found> {
  const random = new Prng(seed)
  const remarks: string[] = []
  const scene = await Scene.open(client, job, load)
  try {
    const { strikes, latencies } = scene
    const rate = load.keysPerSecond * strikes.length
    await strikeEvenly(strikes, load.warmUpKeysPerSecond, load.warmUpMs, random)
    await scene.caughtUp(arrivalMs)
    latencies.length = 0

    const before = { usage: await usage(false), traffic: traffic(), busy: performance.eventLoopUtilization() }
    const delay = monitorEventLoopDelay({ resolution: 1 })
    delay.enable()
    const keys = await strikeEvenly(strikes, rate, load.windowMs, random)
    const typing = performance.eventLoopUtilization(before.busy)
    const arrived = await scene.caughtUp(arrivalMs)
    delay.disable()
    const after = { usage: await usage(false), traffic: traffic() }

    if (!arrived) remarks.push(`what was typed had not arrived ${arrivalMs / 1000} s later`)
    if (typing.utilization > busyShare)
      remarks.push(`the load generator was busy for ${Math.round(typing.utilization * 100)} % of the time`)
    if (arrived) await scene.compare()
    const deliveries = keys * (load.sessions - 1)
    const serverUs = after.usage.serverUs - before.usage.serverUs
    const values: Record<string, number> = {
      p50: percentile(latencies, 0.5),
      p95: percentile(latencies, 0.95),
      p99: percentile(latencies, 0.99),
      keysPerSecond: keys / (load.windowMs / 1000),
      secondsPerThousandKeys: serverUs / keys / 1000,
      usPerKey: serverUs / keys,
      usPerDelivery: serverUs / deliveries,
      rssBytes: after.usage.rssBytes,
      bytesPerDelivery: (after.traffic.received - before.traffic.received) / deliveries,
      bytesSentPerKey: (after.traffic.sent - before.traffic.sent) / keys,
      generatorDelayMs: delay.percentile(99) / 1e6,
      generatorBusy: typing.utilization,
    }
    if (after.usage.postgresUs !== null && before.usage.postgresUs !== null) {
      const postgresUs = after.usage.postgresUs - before.usage.postgresUs
      values.postgresUsPerKey = postgresUs / keys
      values.postgresUsPerDelivery = postgresUs / deliveries
    }
    return { values, remarks }
  } finally {
    scene.close()
  }
}
