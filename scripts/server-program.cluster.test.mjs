import { spawn } from 'node:child_process'
import { once } from 'node:events'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { migrate } from './migrate.mjs'
import { ensureDatabase } from './postgres.mjs'
import { inRoot } from './root.mjs'

// The built server as a process: what it says to the person who starts it, and to whoever tells it to leave.

const secret = 'mZ4vQ2rX8kT1yB6nW9cL3jH7fD5gS0pA'
const name = `program_${process.pid}`
const url = (/** @type {string} */ database) =>
  Object.assign(new URL(process.env.TEST_DATABASE_URL ?? ''), { pathname: `/${database}` }).href

beforeAll(async () => {
  await ensureDatabase({ url }, name)
  await migrate(url(name))
}, 60_000)

/** @param {string} statement */
async function asOwner(statement) {
  const client = new pg.Client({ connectionString: url(name) })
  await client.connect()
  await client.query(statement)
  await client.end()
}

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set()
afterAll(() => {
  for (const child of running) child.kill('SIGKILL')
})

/** @param {Record<string, string>} env */
function start(env) {
  const { PATH } = process.env
  const child = spawn(process.execPath, [inRoot('apps/server/dist/main.js')], {
    cwd: inRoot('apps', 'server'),
    env: { PATH, NODE_ENV: 'production', COLLAB_PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  const said = { stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', (text) => (said.stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text) => (said.stderr += text))
  const ended = once(child, 'close').then(([code]) => {
    running.delete(child)
    return code
  })
  return { child, said, ended }
}

const good = () => ({ DATABASE_URL: url(name), TICKET_SECRET: secret, WEB_ORIGIN: 'https://tandem.dev' })

test('G24 what is missing is said in one line each, and nothing starts', async () => {
  const { said, ended } = start({ REDIS_URL: 'localhost' })
  expect(await ended).toBe(1)
  const [head, ...lines] = said.stderr.trim().split('\n')
  expect(head).toBe('The server does not start:')
  expect(lines.map((line) => line.trim().split(':')[0])).toEqual([
    'DATABASE_URL',
    'TICKET_SECRET',
    'WEB_ORIGIN',
    'REDIS_URL',
  ])
  expect(said.stdout).toBe('')
})

test('G24 nor on a database that can lose a commit', async () => {
  await asOwner(`ALTER DATABASE ${name} SET synchronous_commit = off`)
  const { said, ended } = start(good())
  expect(await ended).toBe(1)
  expect(said.stderr.trim().split('\n')).toEqual([
    'The server does not start:',
    expect.stringMatching(/synchronous_commit = off/),
  ])
  await asOwner(`ALTER DATABASE ${name} RESET synchronous_commit`)
})

test('O8 SIGTERM ends it with 0; its log is one JSON object in a line', async () => {
  const { child, said, ended } = start(good())
  await expect.poll(() => said.stdout, { timeout: 20_000 }).toContain('listening')
  child.kill('SIGTERM')
  expect(await ended).toBe(0)
  const lines = said.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(lines.map(({ msg }) => msg)).toEqual(['listening', 'draining'])
  expect(said.stderr).toBe('')
})
