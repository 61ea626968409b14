import { median } from '../../statistics.ts'
import type { Client, Place, Screen } from '../clients/client.ts'
import { readHistory } from './history.ts'
import type { OpeningLoad } from './job.ts'
import type { Found, Surroundings } from './surroundings.ts'
import { traffic } from './traffic.ts'

/** How long it may take until the server has all of the history. */
const seedingMs = 120_000
/** A server is quiet when it uses less than this share of a processor for so long. */
const quietMs = 1_000
const quietShare = 0.05
/** Between two openings: the one before is closed on both sides then. */
const pauseMs = 30

/** Opens a document with a long history, again and again; null for a contender that has no documents. */
export async function open(
  client: Client,
  place: Place,
  load: OpeningLoad,
  { usage }: Surroundings,
): Promise<Found | null> {
  if (!client.seed) return null
  const history = await readHistory(load.trace)
  const seeded = await client.seed(place, history)
  try {
    await untilWhole(client, place, history.end)
    for (let time = 0; time < load.warmUps; time++) await openOnce(client, place, history.end)
    await untilQuiet(usage)
    const before = { usage: await usage(false), traffic: traffic() }
    const times: number[] = []
    for (let time = 0; time < load.times; time++) times.push(await openOnce(client, place, history.end))
    const after = { usage: await usage(false), traffic: traffic() }
    const perOpening = (total: number) => total / load.times
    return {
      values: {
        ms: median(times),
        serverMs: perOpening(after.usage.serverUs - before.usage.serverUs) / 1000,
        bytes: perOpening(after.traffic.received - before.traffic.received),
      },
      remarks: [],
    }
  } finally {
    seeded.close()
  }
}

async function openOnce(client: Client, place: Place, end: string): Promise<number> {
  const startedAt = performance.now()
  const screen = await client.openScreen(
    place,
    () => {},
    () => {},
  )
  const text = screen.text()
  const ms = performance.now() - startedAt
  await leave(screen)
  if (text !== end) throw new Error(`the document was opened with ${text.length} characters of ${end.length}`)
  return ms
}

/** Opens it until the server has taken all that was seeded. */
async function untilWhole(client: Client, place: Place, end: string): Promise<void> {
  const deadline = performance.now() + seedingMs
  for (;;) {
    const screen = await client.openScreen(
      place,
      () => {},
      () => {},
    )
    const isWhole = screen.text() === end
    await leave(screen)
    if (isWhole) return
    if (performance.now() > deadline) throw new Error('the server did not take the history')
  }
}

/** Waits until the server has done what it does by itself after a long history: snapshots, collections of garbage. */
async function untilQuiet(usage: Surroundings['usage']): Promise<void> {
  const deadline = performance.now() + seedingMs
  for (let last = await usage(false); performance.now() < deadline; ) {
    await new Promise((resolve) => setTimeout(resolve, quietMs))
    const now = await usage(false)
    if (now.serverUs - last.serverUs < quietShare * quietMs * 1000) return
    last = now
  }
  throw new Error(`the server was still busy ${seedingMs / 1000} s later`)
}

async function leave(screen: Screen): Promise<void> {
  screen.close()
  await new Promise((resolve) => setTimeout(resolve, pauseMs))
}
