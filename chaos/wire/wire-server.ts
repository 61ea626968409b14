import { readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { freePort } from '../../scripts/ports.mjs'
import { inRoot } from '../../scripts/root.mjs'
import { bundleServer } from '../../scripts/server-bundle.mjs'
import { startPart } from '../../scripts/start-part.mjs'
import { origin } from '../world/world.ts'

/** A collaboration server in a process of its own. */
export type WireServer = {
  readonly port: number
  /** How it ended; null while it runs. */
  readonly ended: () => string | null
  /** Lines of its log that no input may cause: errors, and what nobody caught. */
  readonly errors: () => readonly string[]
  stop(): Promise<void>
}

/** Where it works, and where its log goes. */
export type WireServerOptions = {
  /** Told from others that run at the same time. */
  readonly name: string
  readonly databaseUrl: string
  readonly ticketSecret: string
  readonly folder: string
  readonly signal: AbortSignal
}

/**
 * What one person may do in a while is as good as without a limit: otherwise few people could not say much. What one
 * connection may go on saying in vain keeps its limit.
 */
const limits = [
  'pushesPerSecond=1000000',
  'pushBurst=1000000',
  'charactersPerSecond=1000000000',
  'characterBurst=1000000000',
  'documentChangesPerSecond=1000000',
  'connectionsPerSignIn=10000',
  'connectionsPerUser=10000',
  'joinsPerSecond=1000000',
  'joinBurst=1000000',
].join(',')

const readyMs = 60_000
const graceMs = 15_000
/** pino's level of an error; what is below is a warning at most. */
const errorLevel = 50

/** Builds it as `npm start` runs it, and starts it. */
export async function startWireServer(options: WireServerOptions): Promise<WireServer> {
  const program = await bundleServer({
    name: `fuzz-wire-${process.pid}-${options.name}`,
    plugin: { name: 'as it is', setup: () => {} },
  })
  const port = await freePort()
  const logFile = join(options.folder, `${options.name}.log`)
  let end: string | null = null
  const { PATH, HOME, TMPDIR } = process.env
  const { ended, stop } = await startPart({
    name: 'collaboration server',
    cwd: inRoot('apps', 'server'),
    args: ['--enable-source-maps', program],
    env: {
      PATH,
      HOME,
      TMPDIR,
      LOG_LEVEL: 'warn',
      DATABASE_URL: options.databaseUrl,
      COLLAB_PORT: String(port),
      TICKET_SECRET: options.ticketSecret,
      WEB_ORIGIN: origin,
      COLLAB_LIMITS: limits,
    },
    logFile,
    healthUrl: `http://127.0.0.1:${port}/ready`,
    readyMs,
    graceMs,
    onSpawn: () => {},
    signal: options.signal,
  })
  void ended.then((how) => {
    end = how
  })
  const stopAndTidy = async () => {
    await stop()
    rmSync(dirname(program), { recursive: true, force: true })
  }
  return { port, ended: () => end, errors: () => errorsIn(readFileSync(logFile, 'utf8')), stop: stopAndTidy }
}

/** Each kind once, with how often it came: also what is no line of its log at all, as a trace on its way out. */
function errorsIn(log: string): string[] {
  const counts = new Map<string, number>()
  for (const line of log.split('\n')) {
    const error = line === '' ? null : errorOf(line)
    if (error !== null) counts.set(error, (counts.get(error) ?? 0) + 1)
  }
  return [...counts].map(([error, times]) => `${error} (${times} times)`)
}

/** Anybody may say that of their own page; what honest pages show is compared with the log in the end. */
const claimed = 'a session showed something else than the log'

/** What a line says; null when it is no error. */
function errorOf(line: string): string | null {
  const level = /"level":(\d+)/.exec(line)
  if ((level && Number(level[1]) < errorLevel) || line.includes(claimed)) return null
  // Times and traces differ from one to the next.
  return line.match(/"(?:msg|message)":"(?:[^"\\]|\\.)*"/g)?.join(' ') ?? line
}
