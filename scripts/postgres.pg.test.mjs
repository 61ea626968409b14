import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { endLeftOvers } from './left-overs.mjs'
import { ensureDatabase, runningPostgres, startPostgres } from './postgres.mjs'
import { identify, waitUntilGone } from './processes.mjs'

// One cluster for all tests of this file, in turn: to make one takes the longest.
let dataDir = ''
beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'tandem-postgres-'))
  writeFileSync(join(dataDir, 'postgres.new'), 'left by an initdb that was interrupted')
})
afterEach(() => endLeftOvers(dataDir))
afterAll(() => rmSync(dataDir, { recursive: true }))

/**
 * @param {string} connectionString
 * @param {string} sql
 */
async function query(connectionString, sql) {
  const client = new pg.Client({ connectionString })
  client.on('error', () => {}) // a killed server cuts it
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end().catch(() => {})
  }
}

const postmaster = () => {
  const [pid] = readFileSync(join(dataDir, 'postgres', 'cluster', 'postmaster.pid'), 'utf8').split('\n')
  const id = identify(Number(pid))
  if (!id) throw new Error('no server runs')
  return id
}

test('a cluster is made, beside the half of one; data outlives a stop; nothing is left running', async () => {
  const first = await startPostgres({ dataDir })
  await ensureDatabase(first, 'notes')
  await ensureDatabase(first, 'notes')
  await query(first.url('notes'), 'CREATE TABLE note AS SELECT 1 AS id')
  const id = postmaster()
  await first.stop()
  expect(identify(id.pid)).toBeNull()

  const second = await startPostgres({ dataDir })
  expect(await query(second.url('notes'), 'SELECT id FROM note')).toEqual([{ id: 1 }])
  await second.stop()
})

test('after kill -9 of the server, and a pid file of nobody, the next start recovers every committed row', async () => {
  const first = await startPostgres({ dataDir })
  await query(first.url('postgres'), 'CREATE TABLE kept AS SELECT 1 AS id')
  process.kill(postmaster().pid, 'SIGKILL')
  expect(await first.ended).toBe('SIGKILL')
  expect(existsSync(join(dataDir, 'postgres', 'cluster', 'postmaster.pid'))).toBe(true)

  const second = await startPostgres({ dataDir })
  expect(await query(second.url('postgres'), 'SELECT id FROM kept')).toEqual([{ id: 1 }])
  await second.stop()
})

test('a pid file whose pid belongs to somebody else does not keep the server from starting', async () => {
  const first = await startPostgres({ dataDir })
  const file = join(dataDir, 'postgres', 'cluster', 'postmaster.pid')
  const content = readFileSync(file, 'utf8')
  await first.stop()
  writeFileSync(file, content.replace(/^\d+/, String(process.pid)))
  const second = await startPostgres({ dataDir })
  await second.stop()
})

test('a server left over from a dead launcher is ended and replaced', async () => {
  await startPostgres({ dataDir })
  const left = postmaster()
  expect(runningPostgres(dataDir)).not.toBeNull()
  const second = await startPostgres({ dataDir })
  expect(await waitUntilGone(left, 0)).toBe(true)
  await second.stop()
  expect(runningPostgres(dataDir)).toBeNull()
})

test('it asks for its password, which only the owner may read, and listens on loopback alone', async () => {
  const postgres = await startPostgres({ dataDir })
  expect(statSync(join(dataDir, 'postgres', 'password')).mode & 0o777).toBe(0o600)
  await expect(query(`postgresql://tandem:wrong@127.0.0.1:${postgres.port}/postgres`, 'SELECT')).rejects.toThrow(
    'password authentication failed',
  )
  const url = postgres.url('postgres')
  expect(await query(url, 'SHOW listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }])
  // Nothing acknowledged may be lost: the settings that would allow it are as they should be.
  for (const setting of ['fsync', 'full_page_writes', 'synchronous_commit']) {
    expect(await query(url, `SHOW ${setting}`)).toEqual([{ [setting]: 'on' }])
  }
  await postgres.stop()
})

test('a password of another cluster is said to be that', async () => {
  const first = await startPostgres({ dataDir })
  await first.stop()
  writeFileSync(join(dataDir, 'postgres', 'password'), 'another')
  await expect(startPostgres({ dataDir })).rejects.toThrow('password authentication failed')
  expect(runningPostgres(dataDir)).toBeNull()
})
