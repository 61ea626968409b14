import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { PrismaClient } from './generated/client.ts'

/** An open connection to one database: Prisma and raw SQL over one pool. */
export type Database = {
  readonly prisma: PrismaClient
  readonly pool: pg.Pool
  /** Gives the connections back and waits for the statements that are under way. Call it once. */
  close(): Promise<void>
}

/** Ten connections for each process: enough to overlap commits, few enough for a hundred-connection Postgres. */
const maxConnections = 10
/** No statement of ours is slow; one that is has met something wrong, and must not hold its row lock for long. */
const statementTimeoutMs = 5_000
/** Above the statement's own timeout: a server that has not even said that it is over will not say anything any more. */
const answerTimeoutMs = statementTimeoutMs + 1_000
/** Below the statement's own timeout, so that a lock that somebody else holds is told apart from slow work. */
const lockTimeoutMs = 2_000
/** A process that stops (SIGSTOP, a long pause) inside a transaction frees its locks after this. */
const idleInTransactionTimeoutMs = 1_000
/** What every connection works as, whoever it signs in as: see the migration of this name. */
const applicationRole = 'tandem_app'
/** How long a caller waits for a free connection before the pool answers that it has none. */
const connectTimeoutMs = 5_000

/**
 * Opens a pool to the Postgres at `url`. It connects at first use, so a wrong `url` shows in the first query.
 * Requires migrations to have been applied.
 */
export function connect(url: string): Database {
  const pool = new pg.Pool({ ...connectionConfig(url), max: maxConnections, application_name: 'tandem' })
  // An idle connection that breaks (a restarted Postgres) is an event of the pool, and an unheard 'error' event ends
  // the process. The pool has dropped the connection already; whoever queries next gets a fresh one or an error.
  pool.on('error', () => {})
  // What goes wrong is not told with what was asked for: that may be somebody's address.
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool), errorFormat: 'minimal' })
  return {
    prisma,
    pool,
    async close() {
      await prisma.$disconnect()
      await pool.end()
    },
  }
}

/** How every connection to `url` is set up, also one outside the pool: its timeouts, and what it may do. */
export function connectionConfig(url: string): pg.ClientConfig {
  return {
    connectionString: url,
    statement_timeout: statementTimeoutMs,
    lock_timeout: lockTimeoutMs,
    idle_in_transaction_session_timeout: idleInTransactionTimeoutMs,
    connectionTimeoutMillis: connectTimeoutMs,
    query_timeout: answerTimeoutMs,
    // Reads and writes, but can't change or remove what the log holds.
    options: `-c role=${applicationRole}`,
  }
}

let shared: Database | undefined

/**
 * The process-wide database, from `DATABASE_URL`. Made at first use, so that importing this (as `next build` does)
 * needs no database. Throws when `DATABASE_URL` is not set.
 */
export function database(): Database {
  if (shared) return shared
  const url = process.env.DATABASE_URL
  if (!url) throw new Error('DATABASE_URL is not set: it names the Postgres to use')
  shared = connect(url)
  return shared
}
