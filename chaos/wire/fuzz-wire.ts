import { connect } from '@tandem/db'
import { head } from '@tandem/documents'
import { pause } from '../world/pause.ts'
import { origin } from '../world/world.ts'
import { Assault } from './assault.ts'
import { HonestPeople } from './honest/honest-people.ts'
import type { Phase } from './honest/messages.ts'
import { logFindings, SentChanges } from './log-findings.ts'
import { setWireStage } from './stage.ts'
import type { Tally } from './tally.ts'
import { startWireServer } from './wire-server.ts'

/** How a run is asked for. */
export type FuzzWireOptions = {
  readonly frames: number
  readonly seed: number
  readonly framesPerSecond: number
  /** How long nobody attacks, before and in the middle of it, for the comparison; 0: always somebody does. */
  readonly quietMs: number
  /** A database of its own, migrated. */
  readonly databaseUrl: string
  readonly ticketSecret: string
  /** Where the server's log goes. */
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

const documentCount = 5
/** Four keystrokes a second, as people type. */
const pauseMs = 250
/** How many times the attack stops, for the comparison. */
const pauses = 10

/** Attacks a real server with so many frames, under honest people who type, and looks what came of it. */
export async function fuzzWire(options: FuzzWireOptions): Promise<FuzzWireResult> {
  const { databaseUrl, ticketSecret, folder, signal, frames, log } = options
  const undo: (() => Promise<void>)[] = []
  try {
    const db = connect(databaseUrl)
    undo.push(() => db.close())
    const documents = await setWireStage(db, documentCount)
    const server = await startWireServer({ databaseUrl, ticketSecret, folder, signal })
    undo.push(() => server.stop())
    const honest = await HonestPeople.start({
      url: `http://127.0.0.1:${server.port}`,
      origin,
      ticketSecret,
      documents: documents.map(({ id, owner, friend }) => ({ id, people: [owner, friend] })),
      pauseMs,
    })
    undo.push(() => honest.close())

    const sent = new SentChanges()
    const assault = new Assault({ ...options, port: server.port, documents, sent })
    let hostileMs = 0
    const rounds = options.quietMs > 0 ? pauses : 1
    for (let round = 1; round <= rounds && server.ended() === null; round++) {
      honest.count('quiet')
      await pause(options.quietMs / rounds, signal)
      honest.count('hostile')
      const startedAt = performance.now()
      await assault.until((frames * round) / rounds, () => server.ended() !== null)
      hostileMs += performance.now() - startedAt
      log(`${assault.tally.frames} frames, ${Math.round(hostileMs / 1000)} s`)
    }
    const end = server.ended()
    if (end !== null) throw new Error(`the server ended: ${end}`)
    await honest.rest()
    const heads = await Promise.all(documents.map(async ({ id }) => [id, (await head(db, id)) ?? 0] as const))
    const result = await honest.result(Object.fromEntries(heads))
    const findings = [
      ...assault.tally.findings(),
      ...server.errors().map((line) => `the server's log: ${line}`),
      ...(await logFindings(db, documents, sent, result)),
    ]
    return { tally: assault.tally, findings, delays: result.delays, hostileSeconds: hostileMs / 1000 }
  } finally {
    for (let step = undo.pop(); step; step = undo.pop()) await step()
  }
}
