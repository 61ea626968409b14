import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { createSession, type Session, socketIoTransport } from '@tandem/client'
import { type CreatedUser, createSignIn, createUser, type TestDatabase, testDatabase } from '@tandem/db/factories'
import { mintTicket } from '@tandem/protocol/ticket'
import { build } from 'esbuild'
import { type Logger, pino } from 'pino'
import { createServer } from '../create-server.ts'
import { parseEnv } from '../env.ts'
import { RawConnection } from './raw-connection.ts'

const ticketSecret = 'a secret that only the tests know of'
const origin = 'http://localhost:3000'

/** How a test's server differs from the usual one. */
export type TestServerOptions = {
  readonly limits?: string
  readonly trustedProxies?: number
  /** Further settings. */
  readonly env?: Readonly<Record<string, string>>
  /** The database of another server, which this one shares. */
  readonly shares?: TestDatabase
}

/** A line of the server's log. */
export type LogLine = { readonly level: number; readonly msg: string; readonly [field: string]: unknown }

/** A server on a real Postgres and a real port, and people who use it. Gone at the end of its `await using` scope. */
export async function testServer({ limits = '', trustedProxies = 0, env = {}, shares }: TestServerOptions = {}) {
  const db = shares ?? (await testDatabase())
  const folder = await mkdtemp(join(tmpdir(), 'tandem-server-test-'))
  const workerFile = join(folder, 'snapshot-worker.mjs')
  await build({
    entryPoints: [fileURLToPath(new URL('../storage/snapshot-worker.ts', import.meta.url))],
    outfile: workerFile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'warning',
  })
  const lines: LogLine[] = []
  const logger: Logger = pino({ level: 'warn' }, { write: (line: string) => lines.push(JSON.parse(line)) })
  const start = (port: number) =>
    createServer(
      parseEnv({
        DATABASE_URL: db.url,
        COLLAB_PORT: `${port}`,
        TICKET_SECRET: ticketSecret,
        WEB_ORIGIN: origin,
        TRUSTED_PROXIES: `${trustedProxies}`,
        COLLAB_LIMITS: limits,
        ...env,
      }),
      logger,
      pathToFileURL(workerFile),
    )
  let server = await start(0)
  let stopped = false
  const { port } = server
  const url = `http://127.0.0.1:${port}`
  const sessions: Session[] = []
  const signIns = new Map<string, Promise<string>>()
  const connections: RawConnection[] = []

  return {
    db,
    url,
    origin,
    ticketSecret,
    /** What the server logged as a warning or worse, in order. */
    lines,
    get metricsUrl() {
      return `http://127.0.0.1:${server.metricsPort}`
    },
    get metrics() {
      return server.metrics
    },
    createUser: (name: string): Promise<CreatedUser> => createUser(db, { name }),
    /** The one sign-in of a person that their sessions come with. */
    signInOf(user: { readonly id: string }): Promise<string> {
      const known = signIns.get(user.id) ?? createSignIn(db, user.id)
      signIns.set(user.id, known)
      return known
    },
    async ticketOf(user: { readonly id: string; readonly name: string }): Promise<string> {
      return mintTicket(ticketSecret, { userId: user.id, name: user.name, sessionId: await this.signInOf(user) })
    },
    /** A session as a browser has one. */
    open(user: { readonly id: string; readonly name: string }, documentId: string): Session {
      const session = createSession({
        url,
        documentId,
        ticket: () => this.ticketOf(user),
        transport: socketIoTransport(url, origin),
      })
      sessions.push(session)
      return session
    },
    /** A connection that has said nothing yet. */
    connect(from = origin): RawConnection {
      const connection = new RawConnection(url, from)
      connections.push(connection)
      return connection
    },
    /** Stops the server for good, as SIGTERM does. */
    async stop() {
      stopped = true
      await server.drain()
    },
    /** Stops the server as SIGTERM does, and starts it again on the same port. */
    async restart() {
      await server.drain()
      server = await start(port)
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(sessions.map((session) => session.close()))
      for (const connection of connections) connection.close()
      if (!stopped) await server.drain()
      if (!shares) await db[Symbol.asyncDispose]()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Resolves as soon as the condition holds, looking again whenever the session tells something. */
export function until(session: Session, holds: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const events = [
      'state',
      'open',
      'seq',
      'edit',
      'properties',
      'peers',
      'role',
      'document',
      'unsaved',
      'rescued',
    ] as const
    const unsubscribers: (() => void)[] = []
    const look = () => {
      if (!holds()) return
      for (const unsubscribe of unsubscribers) unsubscribe()
      resolve()
    }
    for (const event of events) unsubscribers.push(session.on(event, look))
    look()
  })
}

/** Resolves when the session is live and everything of it is saved. */
export function settled(session: Session): Promise<void> {
  return until(session, () => session.state.phase === 'live' && session.unsaved.count === 0)
}
