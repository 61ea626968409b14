import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { migrate } from './migrate.mjs'
import { prisma } from './prisma-cli.mjs'

let folder = ''
let url = ''
/** @type {pg.Client} */
let client
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tandem-migrate-'))
  url = await makeDatabase()
  client = new pg.Client({ connectionString: url })
  await client.connect()
})
afterEach(async () => {
  await client.end()
  rmSync(folder, { recursive: true })
})

async function makeDatabase() {
  const server = process.env.TEST_DATABASE_URL
  if (!server) throw new Error('TEST_DATABASE_URL is not set')
  const name = `migrate_${randomBytes(8).toString('hex')}`
  const admin = new pg.Client({ connectionString: server })
  await admin.connect()
  await admin.query(`CREATE DATABASE ${name}`)
  await admin.end()
  return Object.assign(new URL(server), { pathname: `/${name}` }).href
}

/**
 * @param {string} name
 * @param {string} sql
 */
function write(name, sql) {
  mkdirSync(join(folder, name), { recursive: true })
  writeFileSync(join(folder, name, 'migration.sql'), sql)
}

const recorded = async () => (await client.query('SELECT migration_name FROM _prisma_migrations ORDER BY 1')).rows

test('migrations are applied in the order of their names, each once', async () => {
  write('2_second', 'INSERT INTO note VALUES (2);')
  write('1_first', 'CREATE TABLE note (id int);\nINSERT INTO note VALUES (1);')
  expect(await migrate(url, folder)).toEqual(['1_first', '2_second'])
  expect(await migrate(url, folder)).toEqual([])
  write('3_third', 'INSERT INTO note VALUES (3);')
  expect(await migrate(url, folder)).toEqual(['3_third'])
  expect((await client.query('SELECT id FROM note')).rows).toEqual([{ id: 1 }, { id: 2 }, { id: 3 }])
})

test('two at once take turns', async () => {
  write('1_first', 'CREATE TABLE note (id int);\nSELECT pg_sleep(0.1);')
  const applied = await Promise.all([migrate(url, folder), migrate(url, folder)])
  expect(applied.flat()).toEqual(['1_first'])
})

test('one that fails leaves nothing behind, says where it failed, and can be mended', async () => {
  write('1_first', 'CREATE TABLE note (id int);')
  write('2_second', 'CREATE TABLE other (id int);\nSELECT nonsense;')
  await expect(migrate(url, folder)).rejects.toThrow(/2_second failed.*column "nonsense" does not exist/)
  expect(await recorded()).toEqual([{ migration_name: '1_first' }])
  expect((await client.query("SELECT to_regclass('other') AS other")).rows).toEqual([{ other: null }])
  write('2_second', 'CREATE TABLE other (id int);')
  expect(await migrate(url, folder)).toEqual(['2_second'])
})

test('one that was changed after it was applied is refused', async () => {
  write('1_first', 'CREATE TABLE note (id int);')
  await migrate(url, folder)
  write('1_first', 'CREATE TABLE note (id bigint);')
  await expect(migrate(url, folder)).rejects.toThrow('1_first was changed after this database took it')
})

test('Prisma finds the database as it would have left it itself, and without drift', async () => {
  await migrate(url)
  const status = await prisma(['migrate', 'status'], { databaseUrl: url, stdio: 'pipe' })
  expect(status.output).toContain('Database schema is up to date')
  expect(status.code).toBe(0)
  // Replays the migrations on a shadow database and compares all three: migrations, schema, database.
  const dev = await prisma(['migrate', 'dev'], { databaseUrl: url, stdio: 'pipe' })
  expect(dev.output).toContain('Already in sync')
})
