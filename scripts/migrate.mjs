// Brings a database up to prisma/migrations, always the same way, with or without Prisma's own engine at hand. What it
// records is what `prisma migrate deploy` records, so that Prisma's commands and this one can take turns.
import { createHash, randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { inRoot } from './root.mjs'

/** The advisory lock that Prisma Migrate takes. */
const prismaLock = 72707369

const bookkeeping = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL,
  checksum VARCHAR(64) NOT NULL,
  finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL,
  logs TEXT,
  rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  applied_steps_count INTEGER NOT NULL DEFAULT 0
)`

/**
 * Applies the migrations that the database does not have yet, oldest first, each as one transaction.
 * @param {string} connectionString
 * @param {string} [folder]
 * @returns {Promise<string[]>} the names of those it applied
 * @throws {Error} when one fails, failed before, or was changed after it was applied
 */
export async function migrate(connectionString, folder = inRoot('prisma', 'migrations')) {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 10_000 })
  await client.connect()
  try {
    await client.query('SELECT pg_advisory_lock($1)', [prismaLock])
    await client.query(bookkeeping)
    const before = await recorded(client)
    const applied = []
    for (const migration of migrationsIn(folder)) {
      if (isApplied(migration, before.get(migration.name))) continue
      await apply(client, migration)
      applied.push(migration.name)
    }
    return applied
  } finally {
    await client.end() // gives the lock back too
  }
}

/** @typedef {{ name: string, sql: string, checksum: string }} Migration */
/** @typedef {{ checksum: string, finished: boolean }} Recorded */

/**
 * @param {string} folder
 * @returns {Migration[]} by name, and a name begins with its date
 */
function migrationsIn(folder) {
  const names = readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? entry.name : []))
  return names.sort().map((name) => {
    const sql = readFileSync(join(folder, name, 'migration.sql'), 'utf8')
    return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
  })
}

/**
 * @param {pg.Client} client
 * @returns {Promise<Map<string, Recorded>>}
 */
async function recorded(client) {
  const { rows } = await client.query(
    'SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL',
  )
  return new Map(
    rows.map((row) => [row.migration_name, { checksum: row.checksum, finished: row.finished_at !== null }]),
  )
}

/**
 * @param {Migration} migration
 * @param {Recorded | undefined} row
 */
function isApplied({ name, checksum }, row) {
  if (!row) return false
  if (!row.finished) {
    throw new Error(`migration ${name} failed before: settle it with "npm run db -- migrate resolve", then start again`)
  }
  if (row.checksum !== checksum) {
    throw new Error(`migration ${name} was changed after this database took it: add a new migration instead`)
  }
  return true
}

/**
 * @param {pg.Client} client
 * @param {Migration} migration
 */
async function apply(client, { name, sql, checksum }) {
  const id = randomUUID()
  await client.query('INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ($1, $2, $3)', [
    id,
    checksum,
    name,
  ])
  try {
    await client.query(sql) // one simple query is one transaction: all of it or nothing
  } catch (error) {
    await client.query('DELETE FROM _prisma_migrations WHERE id = $1', [id])
    throw new Error(`migration ${name} failed, nothing of it was kept: ${reasonOf(error)}`, { cause: error })
  }
  await client.query(
    'UPDATE _prisma_migrations SET finished_at = clock_timestamp(), applied_steps_count = 1 WHERE id = $1',
    [id],
  )
}

/** @param {unknown} error */
function reasonOf(error) {
  if (!(error instanceof Error)) return String(error)
  const position = 'position' in error && error.position ? ` (at character ${error.position})` : ''
  return `${error.message}${position}`
}
