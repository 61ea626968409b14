// The whole application on one data folder: database, collaboration server (or several), web app.
//
//   <data folder>/lock          held by the launcher
//   <data folder>/run.json      what runs where (see run-file.mjs)
//   <data folder>/secrets.json  made at the first start
//   <data folder>/postgres/     the embedded database
//   <data folder>/logs/         of the servers
//   <data folder>/mail/         messages to people, where no mail server is set
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { webPart } from './app-parts.mjs'
import { choosePort } from './choose-port.mjs'
import { startManyNodes, startOneNode } from './collab-nodes.mjs'
import { databaseName, dataLockFile } from './database.mjs'
import { usualPorts } from './environment.mjs'
import { endLeftOvers } from './left-overs.mjs'
import { takeLock } from './lock-file.mjs'
import { migrate } from './migrate.mjs'
import { ensureDatabase, startPostgres } from './postgres.mjs'
import { readRunFile, removeRunFile, writeRunFile } from './run-file.mjs'
import { readSecrets } from './secrets.mjs'
import { startPart } from './start-part.mjs'
import { supervise } from './supervise.mjs'

/**
 * @typedef {object} AppOptions
 * @property {string} dataDir
 * @property {number | undefined} [port] of the web app; 0: any free one; undefined: the usual one, or a free one
 * @property {number | undefined} [collabPort] of the collaboration server, or of the proxy in front of several, likewise
 * @property {number | undefined} [metricsPort] where the one collaboration server tells its figures, likewise
 * @property {number} [nodes] how many collaboration servers: one unless more are asked for
 * @property {string | undefined} [redisUrl] a Redis for several; undefined: one of our own
 * @property {string | undefined} [databaseUrl] undefined: the embedded database
 * @property {boolean} [web] false: without the web app
 * @property {boolean} [dev] from source, reloading; output goes to the terminal instead of the log files
 * @property {(line: string) => void} [log]
 * @property {AbortSignal} [signal] gives up starting; what was started is stopped again
 */

/**
 * @typedef {object} App
 * @property {string} url of the web app
 * @property {string} collabUrl
 * @property {string} databaseUrl
 * @property {() => Promise<void>} stop the web app first, the database last
 */

/**
 * Starts everything and keeps it running: a part that dies is started again.
 * @param {AppOptions} options
 * @returns {Promise<App>}
 * @throws {Error} in words for the person who starts it; nothing is left running then
 */
export async function startApp(options) {
  /** @type {(() => void | Promise<void>)[]} what undoes the start, in the order it was done */
  const undo = []
  const stop = async () => {
    for (let step = undo.pop(); step; step = undo.pop()) await step()
  }
  try {
    return { ...(await startParts(options, undo)), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/**
 * @param {AppOptions} options
 * @param {(() => void | Promise<void>)[]} undo
 * @returns {Promise<Omit<App, 'stop'>>}
 */
async function startParts(options, undo) {
  const {
    dataDir,
    dev = false,
    web: withWeb = true,
    log = console.log,
    signal = new AbortController().signal,
  } = options
  makeFolder(dataDir)
  undo.push(lockFolder(dataDir))
  await endLeftOvers(dataDir)
  const secrets = readSecrets(dataDir)
  const collabPort = await choosePort({
    variable: 'COLLAB_PORT',
    wanted: options.collabPort,
    usual: usualPorts.collab,
    log,
  })
  const nodes = options.nodes ?? 1
  const metricsPort =
    nodes > 1
      ? 0
      : await choosePort({ variable: 'METRICS_PORT', wanted: options.metricsPort, usual: usualPorts.metrics, log })
  const webPort = await choosePort({ variable: 'PORT', wanted: options.port, usual: usualPorts.web, log })
  signal.throwIfAborted()

  /** @type {import('./run-file.mjs').RunFile} */
  const run = { url: `http://localhost:${webPort}` }
  undo.push(() => removeRunFile(dataDir))
  /** @param {Partial<import('./run-file.mjs').RunFile>} news */
  const note = (news) => writeRunFile(dataDir, Object.assign(run, news))

  let { databaseUrl } = options
  if (databaseUrl === undefined) {
    /** @type {number | undefined} */
    let port // the first one that is free; after a crash the same again: everybody knows it by then
    const postgres = await supervise({
      name: 'database',
      start: async () => {
        const running = await startPostgres({ dataDir, port })
        port = running.port
        note({ postgres: { port } })
        return running
      },
      log,
      signal,
    })
    undo.push(postgres.stop)
    await ensureDatabase(postgres.current(), databaseName)
    databaseUrl = postgres.current().url(databaseName)
  }
  signal.throwIfAborted()
  const applied = await migrate(databaseUrl)
  if (applied.length > 0) log(`Database: ${applied.length} migration${applied.length > 1 ? 's' : ''} applied`)

  const mailFolder = join(dataDir, 'mail')
  if (!process.env.SMTP_URL && withWeb)
    log(`Mail: written into ${process.env.MAIL_FOLDER || mailFolder} (SMTP_URL is not set)`)
  const settings = { databaseUrl, secrets, webPort, collabPort, metricsPort, mailFolder, dev }
  /** @param {string} name */
  const logFile = (name) => (dev ? null : join(dataDir, 'logs', `${name}.log`))
  const collabOptions = { settings, redisUrl: options.redisUrl, logFile, log, signal }
  if (nodes === 1) {
    const spawned = (/** @type {import('./processes.mjs').ProcessId} */ id) =>
      note({ collab: { ...id, port: collabPort } })
    undo.push(await startOneNode({ ...collabOptions, spawned }))
  } else {
    /** @type {Map<number, import('./processes.mjs').ProcessId>} by port: one that is started again takes its place */
    const running = new Map()
    const spawned = (/** @type {import('./processes.mjs').ProcessId} */ id, /** @type {number} */ port) => {
      running.set(port, id)
      note({ others: [...running.values()] })
    }
    undo.push(await startManyNodes({ ...collabOptions, count: nodes, spawned }))
  }
  if (withWeb) {
    const webOptions = {
      ...webPart(settings),
      logFile: logFile('web'),
      /** @param {import('./processes.mjs').ProcessId} id */
      onSpawn: (id) => note({ web: { ...id, port: webPort } }),
    }
    const web = await supervise({
      name: 'web app',
      start: (signal) => startPart({ ...webOptions, signal }),
      log,
      signal,
    })
    undo.push(web.stop)
  }
  signal.throwIfAborted()
  return { url: `http://localhost:${webPort}`, collabUrl: `http://localhost:${collabPort}`, databaseUrl }
}

/** @param {string} dataDir */
function makeFolder(dataDir) {
  try {
    // Others may pass through but not look: a database that has to run as "nobody" lives inside.
    mkdirSync(dataDir, { recursive: true, mode: 0o711 })
  } catch (error) {
    throw new Error(`can't make the data folder ${dataDir}: ${error instanceof Error ? error.message : error}`)
  }
}

/**
 * @param {string} dataDir
 * @returns {() => void} gives the folder free again
 */
function lockFolder(dataDir) {
  const taken = takeLock(dataLockFile(dataDir))
  if ('lock' in taken) return () => taken.lock.release()
  const { url } = readRunFile(dataDir)
  throw new Error(
    `Tandem already runs on ${dataDir} (pid ${taken.heldBy.pid}${url ? `, ${url}` : ''}). ` +
      'Stop it first, or set DATA_DIR to another folder.',
  )
}
