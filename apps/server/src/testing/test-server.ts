import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { createSession, type Session, socketIoTransport } from '@tandem/client'
import { type CreatedUser, createUser, testDatabase } from '@tandem/db/factories'
import { mintTicket } from '@tandem/protocol/ticket'
import { build } from 'esbuild'
import { createServer } from '../create-server.ts'
import { createLogger } from '../observability/logger.ts'
import { RawConnection } from './raw-connection.ts'

const ticketSecret = 'a secret that only the tests know of'
const origin = 'http://localhost:3000'

/** A server on a real Postgres and a real port, and people who use it. Gone at the end of its `await using` scope. */
export async function testServer() {
  const db = await testDatabase()
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
  const start = (port: number) =>
    createServer(
      {
        DATABASE_URL: db.url,
        COLLAB_PORT: port,
        COLLAB_HOST: '127.0.0.1',
        TICKET_SECRET: ticketSecret,
        WEB_ORIGIN: [origin],
        LOG_LEVEL: 'silent',
      },
      createLogger('silent'),
      pathToFileURL(workerFile),
    )
  let server = await start(0)
  const { port } = server
  const url = `http://127.0.0.1:${port}`
  const sessions: Session[] = []
  const connections: RawConnection[] = []

  return {
    db,
    url,
    origin,
    ticketSecret,
    get metrics() {
      return server.metrics
    },
    createUser: (name: string): Promise<CreatedUser> => createUser(db, { name }),
    ticketOf: (user: { readonly id: string; readonly name: string }) =>
      mintTicket(ticketSecret, { userId: user.id, name: user.name, sessionId: `sign-in of ${user.id}` }),
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
    /** Stops the server as SIGTERM does, and starts it again on the same port. */
    async restart() {
      await server.drain()
      server = await start(port)
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(sessions.map((session) => session.close()))
      for (const connection of connections) connection.close()
      await server.drain()
      await db[Symbol.asyncDispose]()
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
