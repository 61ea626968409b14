import type { Database } from '@tandem/db'
import { withBusy } from './database-error.ts'
import { DomainError } from './domain-error.ts'

/** Callers that wait for a connection before the next one is turned away: about a second of work for the pool. */
const maxWaiting = 1_000

/**
 * One SQL statement, prepared by its name on every connection that runs it.
 * `Row` is what the text selects: a promise of whoever writes the text.
 */
export type Statement<Row> = { readonly name: string; readonly text: string; readonly row?: Row }

/**
 * Runs one statement in one round trip, which is one transaction. Throws `DomainError('busy')` for lock and statement
 * timeouts and when too many callers wait for a connection already.
 */
export async function run<Row extends object>(
  db: Database,
  statement: Statement<Row>,
  values: readonly unknown[],
): Promise<Row[]> {
  return orBusy(db, async () => {
    const result = await db.pool.query<Row>({ name: statement.name, text: statement.text, values: [...values] })
    return result.rows
  })
}

/** As `run`, for a statement that gives at most one row. */
export async function runOne<Row extends object>(
  db: Database,
  statement: Statement<Row>,
  values: readonly unknown[],
): Promise<Row | null> {
  const [row] = await run(db, statement, values)
  return row ?? null
}

/** Runs what Prisma is asked for. Throws as `run`. */
export async function runPrisma<T>(db: Database, ask: (prisma: Database['prisma']) => PromiseLike<T>): Promise<T> {
  return orBusy(db, async () => ask(db.prisma))
}

async function orBusy<T>(db: Database, work: () => Promise<T>): Promise<T> {
  if (db.pool.waitingCount >= maxWaiting) throw new DomainError('busy')
  try {
    return await work()
  } catch (error) {
    throw withBusy(error)
  }
}
