// The embedded PostgreSQL: a cluster in `<data folder>/postgres`, run as a direct child so that its end is seen at once.
//
//   postgres/cluster       what initdb made
//   postgres/password      of the one role; made with the cluster, so that the two never part
//   postgres/postgres.log  the server's own log
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import {
  closeSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { openLog, tailOf } from './log-file.mjs'
import { plainUser } from './plain-user.mjs'
import { freePort } from './ports.mjs'
import { postgresBinaries } from './postgres-binaries.mjs'
import { endPostgres, fastShutdown, readPidFile } from './postgres-left-over.mjs'
import { identify } from './processes.mjs'

const role = 'tandem'
const readyMs = 60_000 // crash recovery of a large log takes its time

/**
 * A running server.
 * @typedef {object} Postgres
 * @property {number} port on 127.0.0.1
 * @property {(database: string) => string} url
 * @property {Promise<string>} ended settles when the server is gone, wanted or not, with how: "exit 1", "SIGKILL"
 * @property {() => Promise<void>} stop a fast shutdown: open transactions are rolled back, nothing committed is lost
 */

/**
 * Starts the cluster of a data folder, making it first if there is none. A server left over from a killed launcher is
 * stopped first; one that was killed is recovered. The caller holds the folder's lock.
 * @param {{ dataDir: string, port?: number | undefined }} options port: a free one when it is not given
 * @returns {Promise<Postgres>}
 * @throws {Error} saying what is wrong and where the log is
 */
export async function startPostgres({ dataDir, port }) {
  const folder = join(dataDir, 'postgres')
  const bin = postgresBinaries()
  const user = plainUser()
  if (!existsSync(join(folder, 'cluster', 'PG_VERSION'))) await makeCluster(dataDir, bin, user)
  user.own(folder)
  const cluster = realpathSync(join(folder, 'cluster'))
  await endPostgres(cluster)
  const password = passwordOf(dataDir)
  const log = join(folder, 'postgres.log')
  for (let attempt = 1; ; attempt++) {
    const at = port ?? (await freePort())
    try {
      return await run({ bin, user, cluster, password, port: at, log })
    } catch (error) {
      // Somebody took the free port between the look and the start.
      if (port !== undefined || attempt === 3 || !tailOf(log, 5).includes('could not bind')) throw error
    }
  }
}

/**
 * The server that runs on a data folder right now under somebody else's care; null when none does.
 * @param {string} dataDir
 * @returns {{ port: number, url: (database: string) => string } | null}
 */
export function runningPostgres(dataDir) {
  const cluster = join(dataDir, 'postgres', 'cluster')
  if (!existsSync(cluster)) return null
  const postmaster = readPidFile(realpathSync(cluster))
  if (!postmaster?.id || !postmaster.port) return null
  const password = passwordOf(dataDir)
  const { port } = postmaster
  return { port, url: (database) => urlOf(password, port, database) }
}

/**
 * Makes a database unless it is there.
 * @param {{ url: (database: string) => string }} postgres
 * @param {string} name
 */
export async function ensureDatabase(postgres, name) {
  const admin = new pg.Client({ connectionString: postgres.url('postgres') })
  await admin.connect()
  try {
    const { rowCount } = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [name])
    if (!rowCount) await admin.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`)
  } finally {
    await admin.end()
  }
}

/**
 * Makes the cluster beside its place and then renames it, so that a half-made one never stands there.
 * @param {string} dataDir
 * @param {string} bin
 * @param {import('./plain-user.mjs').PlainUser} user
 */
async function makeCluster(dataDir, bin, user) {
  const made = join(dataDir, 'postgres.new')
  rmSync(made, { recursive: true, force: true })
  mkdirSync(made, { recursive: true, mode: 0o700 })
  const passwordFile = join(made, 'password')
  writeFileSync(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 })
  user.own(made)
  const [command, args] = user.wrap(join(bin, 'initdb'), [
    `--pgdata=${join(made, 'cluster')}`,
    `--username=${role}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // The built-in provider sorts and folds alike on every machine, whatever locales it has.
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
  ])
  const child = spawn(command, args, { ...user.spawnOptions, stdio: ['ignore', 'pipe', 'pipe'], env: plainEnv() })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text))
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`initdb could not make a database in ${dataDir} (exit ${code}):\n${output.trim()}`)
  const place = join(dataDir, 'postgres')
  rmSync(place, { recursive: true, force: true }) // holds no cluster, or we would not be here
  renameSync(made, place)
}

/**
 * @param {{ bin: string, user: import('./plain-user.mjs').PlainUser, cluster: string, password: string, port: number,
 *   log: string }} options
 * @returns {Promise<Postgres>}
 */
async function run({ bin, user, cluster, password, port, log }) {
  const [command, args] = user.wrap(join(bin, 'postgres'), [
    ...['-D', cluster],
    ...['-p', String(port)],
    ...['-c', 'listen_addresses=127.0.0.1'],
    ...['-c', 'unix_socket_directories='],
  ])
  const output = openLog(log)
  // A group of its own: Ctrl-C in the terminal reaches the launcher only, which stops the database last.
  const options = { ...user.spawnOptions, detached: true, env: plainEnv() }
  const child = spawn(command, args, { ...options, stdio: ['ignore', output, output] })
  closeSync(output)
  const ended = once(child, 'exit').then(([code, killedBy]) => killedBy ?? `exit ${code}`)
  const id = child.pid === undefined ? null : identify(child.pid)
  const stop = async () => {
    if (id) await fastShutdown(id)
  }
  /** @param {string} database */
  const url = (database) => urlOf(password, port, database)
  try {
    await ready(url('postgres'), ended)
  } catch (error) {
    await stop()
    const reason = error instanceof Error ? error.message : String(error)
    throw new Error(`PostgreSQL did not start: ${reason}. The end of ${log}:\n${tailOf(log, 12)}`, { cause: error })
  }
  return { port, url, ended, stop }
}

/**
 * Waits until the server answers a query.
 * @param {string} connectionString
 * @param {Promise<string>} ended
 */
async function ready(connectionString, ended) {
  let gone = false
  ended.then(() => {
    gone = true
  })
  const deadline = performance.now() + readyMs
  for (;;) {
    const client = new pg.Client({ connectionString, connectionTimeoutMillis: 5_000 })
    client.on('error', () => {}) // the connection is cut while the server starts: the query below says so too
    try {
      await client.connect()
      await client.query('SELECT 1')
      await client.end()
      return
    } catch (error) {
      if (gone) throw new Error('it ended at once', { cause: error })
      // 28P01: the password file belongs to another cluster. Waiting would not help.
      const code = error instanceof Error && 'code' in error ? error.code : undefined
      if (code === '28P01' || performance.now() > deadline) throw error
    }
    await new Promise((resolve) => setTimeout(resolve, 40))
  }
}

/** @param {string} dataDir */
const passwordOf = (dataDir) => readFileSync(join(dataDir, 'postgres', 'password'), 'utf8').trim()

/**
 * @param {string} password
 * @param {number} port
 * @param {string} database
 */
const urlOf = (password, port, database) => `postgresql://${role}:${password}@127.0.0.1:${port}/${database}`

/** The surroundings without PG* settings (PGDATA, PGPORT …), which would speak of another server, and in one language. */
function plainEnv() {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('PG'))
  return { ...Object.fromEntries(own), LC_ALL: 'C', TZ: 'UTC' }
}
