import { createServer } from 'node:net'

/**
 * Whether nothing listens on this TCP port, neither on loopback nor on all addresses.
 * @param {number} port
 */
export async function isFree(port) {
  // One after the other: a socket on all addresses hides one on loopback on some systems, and the other way round.
  return (await canListen(port, '127.0.0.1')) && (await canListen(port, undefined))
}

/**
 * A port that is free now. Somebody may take it before the caller does: callers try again.
 * @returns {Promise<number>}
 */
export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no free port')),
      )
    })
  })
}

/**
 * @param {number} port
 * @param {string | undefined} host
 * @returns {Promise<boolean>}
 */
function canListen(port, host) {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', (error) => {
      const code = 'code' in error ? error.code : undefined
      if (code === 'EADDRINUSE' || code === 'EACCES') resolve(false)
      else reject(error)
    })
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(true)))
  })
}
