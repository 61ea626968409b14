import { randomInt } from 'node:crypto'
import { parseArgs } from 'node:util'
import { createSession, type Session, socketIoTransport } from '@tandem/client'
import { decodeChange, TandemDoc } from '@tandem/crdt'
import { Prng } from '@tandem/crdt/testing'
import { connect, type Database } from '@tandem/db'
import { createDocument, createSignIn, createUser } from '@tandem/db/factories'
import { head, readLog } from '@tandem/documents'
import { mintTicket } from '@tandem/protocol/ticket'
import { startApp } from '../../scripts/app.mjs'
import { command } from '../../scripts/command.mjs'
import { interrupted } from '../../scripts/interrupt.mjs'
import { readSecrets } from '../../scripts/secrets.mjs'
import { temporaryData } from '../../scripts/temporary-data.mjs'
import { percentile } from '../statistics.ts'
import { firstTransactions, hasPairs, readTrace, type Trace } from '../trace.ts'
import { GatedTransport, type Traffic } from './gated-transport.ts'
import { killAtRandom } from './killer.ts'
import { typeConcurrently, typeInTurns } from './performances.ts'
import { Typist } from './typist.ts'
import { until } from './until.ts'

const usage = `Types a recorded editing session into a real server and checks that nothing is lost.

  npm run replay -- <trace file> [options]

  --sessions N     people who take turns at typing a sequential trace (default 2);
                   a concurrent one has as many as it has agents
  --limit N        only the first N transactions of a sequential trace
  --in-flight N    edits that a person may be ahead of their echoes (default 64)
  --kill-server    kills the server with SIGKILL at random moments on the way
  --seed N         for these moments
`

await command(main)

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      sessions: { type: 'string', default: '2' },
      limit: { type: 'string' },
      'in-flight': { type: 'string', default: '64' },
      'kill-server': { type: 'boolean', default: false },
      seed: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  })
  const [path, ...rest] = positionals
  if (values.help || path === undefined || rest.length > 0) {
    console.log(usage)
    return values.help ? 0 : 1
  }
  const whole = await readTrace(path)
  const trace = values.limit === undefined ? whole : firstTransactions(whole, number('limit', values.limit))
  const seed = values.seed === undefined ? randomInt(2 ** 31) : number('seed', values.seed)
  const people = trace.concurrent ? trace.agents : number('sessions', values.sessions)

  // Nobody types as fast as a replay does: what protects a server from somebody who does is lifted.
  process.env.COLLAB_LIMITS ??= [
    'pushesPerSecond=100000',
    'pushBurst=100000',
    'charactersPerSecond=10000000',
    'characterBurst=10000000',
    'documentChangesPerSecond=1000000',
  ].join(',')
  const data = temporaryData()
  const app = await startApp({
    dataDir: data.folder,
    web: false,
    port: 0,
    collabPort: 0,
    log: () => {},
    signal: interrupted,
  })
  const db = connect(app.databaseUrl)
  try {
    const stage = await setStage(db, app, data.folder, trace, people)
    const options = { maxInFlight: number('in-flight', values['in-flight']), seed, kill: values['kill-server'] }
    try {
      return await play(db, data.folder, stage, trace, options)
    } finally {
      // Also when it failed: a session that is left open would try to connect for ever.
      await Promise.all(stage.opened.map((session) => session.close()))
    }
  } finally {
    await db.close()
    await app.stop()
    await data.remove()
  }
}

/** A document, and people who have it open. */
type Stage = {
  readonly documentId: string
  readonly sessions: readonly Session[]
  /** All sessions that were ever opened. */
  readonly opened: readonly Session[]
  readonly gates: readonly GatedTransport[]
  /** Who wants to know of rows that come in for a session. */
  readonly arrivals: ((replica: number, rseq: number) => void)[]
  readonly traffic: Traffic
  /** Somebody who comes later. */
  readonly openAnother: () => Session
}

async function setStage(
  db: Database,
  app: { readonly url: string; readonly collabUrl: string },
  dataDir: string,
  trace: Trace,
  count: number,
): Promise<Stage> {
  const { ticketSecret } = readSecrets(dataDir)
  const users = await Promise.all(
    Array.from({ length: count + 1 }, (_, index) => createUser(db, { name: `Typist ${index + 1}` })),
  )
  const [owner, ...others] = users
  if (!owner) throw new Error('--sessions must be at least 1')
  const { id: documentId } = await createDocument(db, {
    owner,
    title: 'Replay',
    text: trace.startContent,
    people: others.map((user) => ({ userId: user.id, role: 'editor' as const })),
  })
  const traffic: Traffic = { sent: 0, received: 0 }
  const gates: GatedTransport[] = []
  const opened: Session[] = []
  const arrivals: Stage['arrivals'] = []
  const signIns = await Promise.all(users.map((user) => createSignIn(db, user.id)))
  const sessions = users.map((user, index) => () => {
    const arrived = (replica: number, rseq: number) => arrivals[index]?.(replica, rseq)
    const gate = new GatedTransport(socketIoTransport(app.collabUrl, app.url), traffic, arrived)
    if (!trace.concurrent || index === count) gate.allowEverything()
    gates.push(gate)
    const session = createSession({
      url: app.collabUrl,
      documentId,
      transport: gate,
      ticket: () => mintTicket(ticketSecret, { userId: user.id, name: user.name, sessionId: signIns[index] ?? '' }),
    })
    opened.push(session)
    return session
  })
  const openAnother = sessions.pop()
  if (!openAnother) throw new Error('nobody is left to look at the end')
  return { documentId, opened, sessions: sessions.map((open) => open()), gates, arrivals, traffic, openAnother }
}

async function play(
  db: Database,
  dataDir: string,
  stage: Stage,
  trace: Trace,
  options: { readonly maxInFlight: number; readonly seed: number; readonly kill: boolean },
): Promise<number> {
  const typists = stage.sessions.map((session) => new Typist(session, options.maxInFlight, hasPairs(trace)))
  for (const [index, typist] of typists.entries())
    stage.arrivals[index] = (replica, rseq) => typist.arrived(replica, rseq)
  for (const [index, { session }] of typists.entries()) {
    await until(session, 'the document is open', () => session.writable)
    stage.gates[index]?.allow(session.doc?.replica ?? 0, Number.POSITIVE_INFINITY)
  }

  const killing = new AbortController()
  const killer = options.kill ? killAtRandom(dataDir, new Prng(options.seed), killing.signal) : Promise.resolve(0)
  const startedAt = performance.now()
  await (trace.concurrent ? typeConcurrently(typists, stage.gates, trace) : typeInTurns(typists, trace))
  for (const gate of stage.gates) gate.allowEverything()
  for (const { session } of typists) await until(session, 'everything is saved', () => session.unsaved.count === 0)
  const seconds = (performance.now() - startedAt) / 1000
  killing.abort()
  const kills = await killer

  const end = await head(db, stage.documentId)
  for (const { session } of typists) await until(session, 'everybody has everything', () => session.seq === end)
  const fresh = stage.openAnother()
  await until(fresh, 'a fresh session has everything', () => fresh.seq === end && fresh.state.phase === 'live')

  const texts = [
    ...typists.map(({ session }, index) => [`session ${index + 1}`, session.doc?.toString()] as const),
    ['a fresh session', fresh.doc?.toString()] as const,
    ["the database's log, replayed", await textOfLog(db, stage.documentId)] as const,
  ]
  const different = texts.filter(([, text]) => text !== trace.endContent)

  const changes = typists.reduce((sum, typist) => sum + typist.latenciesMs.length, 0)
  const latencies = typists.flatMap((typist) => typist.latenciesMs)
  const { sent, received } = stage.traffic
  console.log(
    `${trace.transactions.length} transactions, ${changes} changes, ${typists.length} sessions, log head ${end}`,
  )
  console.log(`${Math.round(changes / seconds)} changes/s in ${seconds.toFixed(1)} s`)
  console.log(
    `typing to own echo: p50 ${percentile(latencies, 0.5).toFixed(1)} ms, p99 ${percentile(latencies, 0.99).toFixed(1)} ms` +
      ` (up to ${options.maxInFlight} in flight)`,
  )
  console.log(`bytes: ${sent} sent, ${received} received (${(sent / changes).toFixed(1)} sent for each change)`)
  if (options.kill) console.log(`the server was killed ${kills} times (--seed ${options.seed})`)
  for (const [who] of different) console.log(`DIFFERENT from the recording's end: ${who}`)
  if (options.kill && kills === 0) console.log('The server was never killed: the recording is too short.')
  const equal = different.length === 0 && (!options.kill || kills > 0)
  console.log(equal ? `equal: ${texts.map(([who]) => who).join(', ')}` : 'NOT equal')
  return equal ? 0 : 1
}

async function textOfLog(db: Database, documentId: string): Promise<string> {
  const doc = new TandemDoc()
  for (let after = 0; ; ) {
    const rows = await readLog(db, documentId, { after, limit: 10_000 })
    if (rows.length === 0) return doc.toString()
    doc.apply(rows.map((row) => decodeChange(row.payload)))
    after += rows.length
  }
}

function number(name: string, value: string): number {
  const parsed = Number(value)
  if (!Number.isInteger(parsed) || parsed < 0) throw new Error(`--${name} is a whole number; it was "${value}"`)
  return parsed
}
