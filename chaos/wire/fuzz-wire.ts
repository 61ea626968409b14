import { pause } from '../world/pause.ts'
import { origin } from '../world/world.ts'
import { HonestPeople } from './honest/honest-people.ts'
import type { Phase } from './honest/messages.ts'
import { openSite, type Site } from './site.ts'
import { Tally } from './tally.ts'

/** How a run is asked for. */
export type FuzzWireOptions = {
  readonly frames: number
  readonly seed: number
  readonly framesPerSecond: number
  /**
   * Databases, each with nothing else on its PostgreSQL, migrated: every one gets a server, and they are attacked in turn.
   * Two, where delays are compared: the same attack on another server is what an attack costs the machine alone.
   */
  readonly databaseUrls: readonly string[]
  /** How long nobody is attacked, altogether, in the middle of it. */
  readonly quietMs: number
  readonly ticketSecret: string
  /** Where the servers' logs go. */
  readonly folder: string
  readonly log: (line: string) => void
  readonly signal: AbortSignal
}

/** What a run has shown. */
export type FuzzWireResult = {
  readonly tally: Tally
  /** What must not have happened, in words; none, when all is well. */
  readonly findings: readonly string[]
  /** How long keystrokes of honest people took to the others, in milliseconds. */
  readonly delays: Readonly<Record<Phase, readonly number[]>>
  readonly hostileSeconds: number
}

/** Four keystrokes a second, as people type. */
const pauseMs = 250
/** How many times the attack goes round the servers, with a pause before each: more often in a long run. */
const roundsOf = (frames: number) => Math.min(20, Math.max(2, Math.round(frames / 20_000)))

/** Attacks real servers with so many frames, under honest people who type, and looks what came of it. */
export async function fuzzWire(options: FuzzWireOptions): Promise<FuzzWireResult> {
  const { ticketSecret, signal, frames, log } = options
  const undo: (() => Promise<void>)[] = []
  try {
    const tally = new Tally()
    const sites: Site[] = []
    for (const [at, databaseUrl] of options.databaseUrls.entries()) {
      // No attack is made twice.
      const seed = options.seed + at * frames
      const site = await openSite({ ...options, name: `server-${at + 1}`, seed, databaseUrl, tally })
      undo.push(() => site.close())
      sites.push(site)
    }
    const documents = sites.flatMap((site) => site.documents)
    const honest = await HonestPeople.start({ origin, ticketSecret, documents, pauseMs })
    undo.push(() => honest.close())

    const end = () => sites.map((site) => site.ended()).find((how) => how !== null) ?? null
    let hostileMs = 0
    const turns = roundsOf(frames) * sites.length
    for (let turn = 0; turn < turns && end() === null; turn++) {
      const site = sites[turn % sites.length]
      if (!site) throw new Error('there is no server to attack')
      honest.attacked(null)
      await pause(options.quietMs / turns, signal)
      honest.attacked(site.url)
      const startedAt = performance.now()
      await site.assault.until((frames * (turn + 1)) / turns, () => end() !== null)
      hostileMs += performance.now() - startedAt
      log(`${tally.frames} frames, ${Math.round(hostileMs / 1000)} s`)
    }
    const how = end()
    if (how !== null) throw new Error(`a server ended: ${how}`)
    await honest.rest()
    const result = await honest.result(Object.assign({}, ...(await Promise.all(sites.map((site) => site.heads())))))
    const found = await Promise.all(sites.map((site) => site.findings(result)))
    const findings = [...tally.findings(), ...found.flat()]
    return { tally, findings, delays: result.delays, hostileSeconds: hostileMs / 1000 }
  } finally {
    for (let step = undo.pop(); step; step = undo.pop()) await step()
  }
}
