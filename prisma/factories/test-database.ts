import { createHash, randomBytes } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import pg from 'pg'
import { connect, type Database } from '../src/client.ts'

/**
 * A database of one test file, dropped at the end of its `await using` scope. `owner` owns the tables: it may do what the
 * application's connections may not, for tests that break things.
 */
export type TestDatabase = Database & AsyncDisposable & { readonly url: string; readonly owner: pg.Pool }

/**
 * A fresh, migrated database on the server that `TEST_DATABASE_URL` names (its maintenance database). All of them are
 * copies of one template, made once for each state of the migrations: a copy takes some tens of milliseconds. Throws
 * when the variable is not set; the test runner sets it.
 */
export async function testDatabase(): Promise<TestDatabase> {
  const server = process.env.TEST_DATABASE_URL
  if (!server)
    throw new Error('TEST_DATABASE_URL is not set: run the tests through `npm test` or the root vitest.config.ts')
  const name = `test_${randomBytes(8).toString('hex')}`
  await withClient(server, async (client) => {
    // Held until the copy is made: a template cannot be copied while somebody is connected to it.
    await client.query('SELECT pg_advisory_lock($1)', [templateLock])
    const template = await ensureTemplate(client, server)
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`)
  })
  const url = urlOf(server, name)
  const database = connect(url)
  const owner = new pg.Pool({ connectionString: url, max: 2 })
  owner.on('error', () => {})
  return {
    ...database,
    url,
    owner,
    async [Symbol.asyncDispose]() {
      await database.close()
      await owner.end()
      // FORCE: a test that failed may have left a connection of its own.
      await withClient(server, (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`))
    },
  }
}

/** Any number that nobody else locks. */
const templateLock = 7_236_101

async function ensureTemplate(client: pg.Client, server: string): Promise<string> {
  const migrations = await readMigrations()
  const hash = createHash('sha256').update(migrations.join('\0')).digest('hex').slice(0, 16)
  const name = `template_${hash}`
  const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name])
  if (rowCount) return name
  // Under another name until it is complete: a run that is killed half-way leaves no half-made template behind.
  const draft = `${name}_draft`
  await client.query(`DROP DATABASE IF EXISTS ${draft} WITH (FORCE)`)
  await client.query(`CREATE DATABASE ${draft}`)
  await withClient(urlOf(server, draft), async (draftClient) => {
    for (const sql of migrations) await draftClient.query(sql)
  })
  await client.query(`ALTER DATABASE ${draft} RENAME TO ${name}`)
  return name
}

async function readMigrations(): Promise<string[]> {
  const folder = new URL('../migrations/', import.meta.url)
  const entries = await readdir(folder, { withFileTypes: true })
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
  return Promise.all(names.sort().map((name) => readFile(new URL(`${name}/migration.sql`, folder), 'utf8')))
}

function urlOf(server: string, database: string): string {
  const url = new URL(server)
  url.pathname = `/${database}`
  return url.href
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
