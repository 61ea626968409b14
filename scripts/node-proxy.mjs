// A small proxy in front of several collaboration nodes on this machine: each connection goes to the next node that is
// ready. What a real one (see deploy/) does besides, TLS and addresses, is not needed here.
import { once } from 'node:events'
import { connect, createServer } from 'node:net'

const healthEveryMs = 500
const healthTimeoutMs = 1_000
const connectTimeoutMs = 1_000

/**
 * @typedef {object} Backend
 * @property {number} port on 127.0.0.1, where connections go
 * @property {string} healthUrl answers 200 while it takes new ones
 */

/**
 * @typedef {object} NodeProxy
 * @property {number} port
 * @property {() => number} ready how many nodes take connections now
 * @property {() => Promise<void>} look asks all nodes now
 * @property {() => Promise<void>} stop
 */

/**
 * Listens on `port` (0: any free one).
 * @param {{ port: number, host?: string | undefined, backends: readonly Backend[] }} options
 * @returns {Promise<NodeProxy>}
 */
export async function startNodeProxy({ port, host = '127.0.0.1', backends }) {
  const nodes = backends.map((backend) => ({ ...backend, isReady: false }))
  /** @type {Set<import('node:net').Socket>} */
  const open = new Set()
  let turn = 0
  let stopped = false

  const look = async () => {
    await Promise.all(
      nodes.map(async (node) => {
        node.isReady = await answers(node.healthUrl)
      }),
    )
  }

  /** The nodes in the order in which they are tried: the next one in turn first, those that are not ready last. */
  const candidates = () => {
    const from = turn++ % nodes.length
    const inTurn = [...nodes.slice(from), ...nodes.slice(0, from)]
    return [...inTurn.filter(({ isReady }) => isReady), ...inTurn.filter(({ isReady }) => !isReady)]
  }

  const server = createServer({ pauseOnConnect: true }, async (near) => {
    track(near)
    for (const node of candidates()) {
      const far = await reached(node.port)
      if (!far) {
        node.isReady = false
        continue
      }
      track(far)
      join(near, far)
      return
    }
    near.destroy()
  })

  /** @param {import('node:net').Socket} socket */
  const track = (socket) => {
    open.add(socket)
    socket.on('error', () => {}) // what is wrong with it, its `close` tells the other end
    socket.on('close', () => open.delete(socket))
  }

  server.listen(port, host)
  await once(server, 'listening')
  await look()
  const timer = setInterval(() => void look(), healthEveryMs)
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : port,
    ready: () => nodes.filter(({ isReady }) => isReady).length,
    look,
    async stop() {
      if (stopped) return
      stopped = true
      clearInterval(timer)
      for (const socket of open) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

/**
 * @param {import('node:net').Socket} near
 * @param {import('node:net').Socket} far
 */
function join(near, far) {
  for (const [from, to] of [
    [near, far],
    [far, near],
  ]) {
    from?.on('close', () => to?.destroy())
    if (to) from?.pipe(to)
  }
  if (near.destroyed) far.destroy()
  near.resume()
}

/**
 * A connection to a node; null when it does not take one.
 * @param {number} port
 * @returns {Promise<import('node:net').Socket | null>}
 */
function reached(port) {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    const settle = (/** @type {import('node:net').Socket | null} */ result) => {
      clearTimeout(timer)
      socket.off('error', failed)
      resolve(result)
    }
    const failed = () => {
      socket.destroy()
      settle(null)
    }
    const timer = setTimeout(failed, connectTimeoutMs)
    socket.once('error', failed)
    socket.once('connect', () => settle(socket))
  })
}

/** @param {string} url */
async function answers(url) {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(healthTimeoutMs) })
    await response.body?.cancel()
    return response.ok
  } catch {
    return false
  }
}
