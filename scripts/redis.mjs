// A Redis for many nodes: the one that REDIS_URL names, or one of our own on a free port. No npm package brings the
// server along, so it comes from the system.
import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { freePort } from './ports.mjs'
import { endGroup, identify } from './processes.mjs'
import { inRoot } from './root.mjs'

const programs = ['redis-server', 'valkey-server']
const readyMs = 10_000

/**
 * A running server.
 * @typedef {object} Redis
 * @property {string} url
 * @property {number} port on 127.0.0.1
 * @property {import('./processes.mjs').ProcessId} id
 * @property {Promise<string>} ended settles when the server is gone, wanted or not, with how
 * @property {() => Promise<void>} stop
 */

/**
 * Starts a server that keeps nothing on disk: what is in it may be lost at any time.
 * @param {{ port?: number | undefined, password?: string | undefined, log?: (line: string) => void }} [options] port and
 *   password: those of one that ran before, so that whoever was connected to it comes back
 * @returns {Promise<Redis>}
 * @throws {Error} in one line, when there is none and none can be had
 */
export async function startRedis({ port, password = randomBytes(24).toString('base64url'), log = console.log } = {}) {
  const program = redisProgram(log)
  for (let attempt = 1; ; attempt++) {
    const at = port ?? (await freePort())
    try {
      return await run(program, at, password)
    } catch (error) {
      // Somebody may have taken the free port between the look and the start.
      if (port !== undefined || attempt === 3) throw error
    }
  }
}

/**
 * @param {string} program
 * @param {number} port
 * @param {string} password
 * @returns {Promise<Redis>}
 */
async function run(program, port, password) {
  // The configuration goes in through standard input: a password among the arguments could be read by everybody.
  const settings = [
    `port ${port}`,
    'bind 127.0.0.1',
    `requirepass ${password}`,
    'save ""',
    'appendonly no',
    `dir ${tmpdir()}`,
  ]
  const child = spawn(program, ['-'], { detached: true, stdio: ['pipe', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      output = `${output}${text}`.slice(-2_000)
    })
  }
  child.stdin.on('error', () => {}) // it ended at once: `ended` says so
  child.stdin.end(`${settings.join('\n')}\n`)
  const ended = once(child, 'exit').then(([code, killedBy]) => killedBy ?? `exit ${code}`)
  const id = child.pid === undefined ? null : identify(child.pid)
  try {
    if (!id) throw new Error('it ended at once')
    const release = endWithUs(id)
    ended.then(release)
    await answers(port, password, ended)
    const url = `redis://:${password}@127.0.0.1:${port}`
    return { url, port, id, ended, stop: () => endGroup(id, { graceMs: 2_000 }) }
  } catch (error) {
    if (id) await endGroup(id, { graceMs: 1_000 })
    const reason = error instanceof Error ? error.message : String(error)
    throw new Error(`${program} did not start: ${reason}. It said:\n${output.trim()}`, { cause: error })
  }
}

/**
 * Has a process ended when this one is gone, however it goes, SIGKILL included.
 * @param {import('./processes.mjs').ProcessId} id
 * @returns {() => void} ends the helper that waits for it
 */
function endWithUs({ pid, startedAt }) {
  const helper = spawn(process.execPath, [inRoot('scripts/end-with-us.mjs'), String(pid), startedAt], {
    stdio: ['pipe', 'ignore', 'inherit'],
    detached: true, // not in the group that Ctrl-C in the terminal ends
  })
  helper.unref()
  return () => helper.stdin.end()
}

/**
 * @param {number} port
 * @param {string} password
 * @param {Promise<string>} ended
 */
async function answers(port, password, ended) {
  let end = ''
  ended.then((how) => {
    end = how
  })
  const deadline = performance.now() + readyMs
  while (!end) {
    if (await ping(port, password)) return
    if (performance.now() > deadline) throw new Error('it does not answer')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error(`it ended (${end})`)
}

/**
 * Whether our server answers there: another one would not take the password.
 * @param {number} port
 * @param {string} password
 * @returns {Promise<boolean>}
 */
function ping(port, password) {
  return new Promise((resolve) => {
    let said = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(`AUTH ${password}\r\nPING\r\n`))
    const settle = (/** @type {boolean} */ answered) => {
      socket.destroy()
      resolve(answered)
    }
    socket.setTimeout(1_000, () => settle(false))
    socket.on('error', () => settle(false))
    socket.on('close', () => settle(false))
    socket.setEncoding('utf8').on('data', (text) => {
      said += text
      if (said.includes('+PONG')) settle(true)
    })
  })
}

/**
 * The server's program: from PATH, or installed where that may be done without asking anybody.
 * @param {(line: string) => void} log
 */
function redisProgram(log) {
  const found = onPath()
  if (found) return found
  if (process.getuid?.() === 0 && isProgram('apt-get')) {
    log('Installing redis-server (apt-get)…')
    install()
    const installed = onPath()
    if (installed) return installed
  }
  throw new Error('Many nodes need a Redis: install redis-server, or set REDIS_URL to one that runs.')
}

const onPath = () => programs.find(isProgram)

/** @param {string} name */
function isProgram(name) {
  return spawnSync(name, ['--version'], { stdio: 'ignore' }).error === undefined
}

function install() {
  const options = { stdio: /** @type {const} */ ('ignore'), env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }
  const get = (/** @type {string[]} */ ...args) =>
    spawnSync('apt-get', ['-o', 'DPkg::Lock::Timeout=60', ...args], { ...options, timeout: 180_000 }).status === 0
  const installed = () => get('install', '-y', '--no-install-recommends', 'redis-server')
  // The lists of packages may be missing or old.
  if (!installed() && get('update')) installed()
}
