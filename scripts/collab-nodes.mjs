// The collaboration servers of an application: one, or several nodes with a Redis between them and a proxy in front.
import { collabPart } from './app-parts.mjs'
import { startNodeProxy } from './node-proxy.mjs'
import { freePort } from './ports.mjs'
import { startRedis } from './redis.mjs'
import { startPart } from './start-part.mjs'
import { supervise } from './supervise.mjs'

/**
 * @typedef {object} CollabOptions
 * @property {Omit<import('./app-parts.mjs').Settings, 'redisUrl'>} settings where clients connect, and what servers share
 * @property {string | undefined} redisUrl a Redis that runs already, for several nodes
 * @property {(name: string) => string | null} logFile
 * @property {(id: import('./processes.mjs').ProcessId, port: number) => void} spawned told of each server that starts
 * @property {(line: string) => void} log
 * @property {AbortSignal} signal gives up starting
 */

/**
 * One server, which listens where clients connect.
 * @param {CollabOptions} options
 * @returns {Promise<() => Promise<void>>} stops it
 */
export async function startOneNode({ settings, logFile, spawned, log, signal }) {
  const part = {
    ...collabPart(settings),
    logFile: logFile('collab'),
    onSpawn: (/** @type {import('./processes.mjs').ProcessId} */ id) => spawned(id, settings.collabPort),
  }
  const { stop } = await supervise({
    name: 'collaboration server',
    start: (signal) => startPart({ ...part, signal }),
    log,
    signal,
  })
  return stop
}

/**
 * Several, behind a proxy that listens where clients connect.
 * @param {CollabOptions & { count: number }} options
 * @returns {Promise<() => Promise<void>>} stops all of it, the proxy last, so that clients hear why they are sent away
 */
export async function startManyNodes({ count, settings, redisUrl, logFile, spawned, log, signal }) {
  /** @type {(() => Promise<void>)[]} */
  const undo = []
  const stop = async () => {
    for (let step = undo.pop(); step; step = undo.pop()) await step()
  }
  try {
    const url = redisUrl ?? (await ownRedis({ log, signal, undo }))
    const nodes = []
    for (let number = 1; number <= count; number++) {
      nodes.push({ number, collabPort: await freePort(), metricsPort: await freePort() })
    }
    const backends = nodes.map(({ collabPort, metricsPort }) => ({
      port: collabPort,
      healthUrl: `http://127.0.0.1:${metricsPort}/ready`,
    }))
    const proxy = await startNodeProxy({
      port: settings.collabPort,
      host: process.env.COLLAB_HOST || undefined,
      backends,
    })
    undo.push(proxy.stop)
    const running = await Promise.allSettled(
      nodes.map(async ({ number, collabPort, metricsPort }) => {
        const part = {
          ...collabPart({ ...settings, collabPort, metricsPort, redisUrl: url }),
          logFile: logFile(`collab-${number}`),
          onSpawn: (/** @type {import('./processes.mjs').ProcessId} */ id) => spawned(id, collabPort),
        }
        const node = await supervise({
          name: `collaboration server ${number}`,
          start: (signal) => startPart({ ...part, signal }),
          log,
          signal,
        })
        undo.push(node.stop)
        log(`Node ${number}: port ${collabPort}, figures on http://127.0.0.1:${metricsPort}/metrics`)
      }),
    )
    for (const result of running) if (result.status === 'rejected') throw result.reason
    await proxy.look()
    return stop
  } catch (error) {
    await stop()
    throw error
  }
}

/**
 * A Redis of our own, started again whenever it ends, at the same place.
 * @param {Pick<CollabOptions, 'log' | 'signal'> & { undo: (() => Promise<void>)[] }} options
 * @returns {Promise<string>} its address
 */
async function ownRedis({ log, signal, undo }) {
  /** @type {{ port?: number, password?: string }} */
  let place = {}
  const redis = await supervise({
    name: 'Redis',
    start: async () => {
      const running = await startRedis({ ...place, log })
      const { port, password } = new URL(running.url)
      place = { port: Number(port), password }
      return running
    },
    log,
    signal,
  })
  undo.push(redis.stop)
  return redis.current().url
}
