import { once } from 'node:events'
import { createServer as createHttpServer } from 'node:http'
import { connect, createServer } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { startNodeProxy } from './node-proxy.mjs'
import { freePort } from './ports.mjs'

/** @type {(() => unknown)[]} */
const undo = []
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
})

/**
 * A node that says its name to whoever connects and gives back what it hears.
 * @param {string} name
 */
async function node(name) {
  const state = { isReady: true }
  const health = createHttpServer((_, response) => response.writeHead(state.isReady ? 200 : 503).end())
  const sockets = new Set()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.write(name)
    socket.pipe(socket)
  })
  for (const one of [health, server]) {
    one.listen(0, '127.0.0.1')
    await once(one, 'listening')
  }
  const stop = () => {
    for (const socket of sockets) socket.destroy()
    server.close()
    health.closeAllConnections()
    health.close()
  }
  undo.push(stop)
  return { state, stop, backend: { port: portOf(server), healthUrl: `http://127.0.0.1:${portOf(health)}/ready` } }
}

/** @param {import('node:net').Server} server */
function portOf(server) {
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('it listens on a port')
  return address.port
}

/** @param {{ backend: import('./node-proxy.mjs').Backend }[]} nodes */
async function proxyOf(nodes) {
  const proxy = await startNodeProxy({ port: 0, backends: nodes.map(({ backend }) => backend) })
  undo.push(proxy.stop)
  return proxy
}

/**
 * Whom a new connection comes to; null when it is ended without a word.
 * @param {number} port
 */
async function greeting(port) {
  const socket = connect(port, '127.0.0.1')
  undo.push(() => socket.destroy())
  socket.setEncoding('utf8')
  return Promise.race([once(socket, 'data').then(([text]) => text), once(socket, 'close').then(() => null)])
}

test('connections go to the nodes in turn', async () => {
  const proxy = await proxyOf([await node('A'), await node('B')])
  expect(proxy.ready()).toBe(2)
  const met = [await greeting(proxy.port), await greeting(proxy.port), await greeting(proxy.port)]
  expect(met).toEqual(['A', 'B', 'A'])
})

test('what is said goes there and back, byte for byte, and so does the end', async () => {
  const proxy = await proxyOf([await node('A')])
  const socket = connect(proxy.port, '127.0.0.1')
  const sent = Buffer.alloc(1_000_000, 'tandem')
  socket.write(sent)
  let heard = Buffer.alloc(0)
  for await (const part of socket) {
    heard = Buffer.concat([heard, part])
    if (heard.length === sent.length + 1) socket.end()
  }
  expect(heard.subarray(1).equals(sent)).toBe(true)
})

test('a node that says it is not ready gets no new connections', async () => {
  const [A, B] = [await node('A'), await node('B')]
  const proxy = await proxyOf([A, B])
  A.state.isReady = false
  await proxy.look()
  expect(proxy.ready()).toBe(1)
  expect([await greeting(proxy.port), await greeting(proxy.port)]).toEqual(['B', 'B'])
  A.state.isReady = true
  await proxy.look()
  expect(new Set([await greeting(proxy.port), await greeting(proxy.port)])).toEqual(new Set(['A', 'B']))
})

test('a node that died is passed over at once, before anybody has looked', async () => {
  const [A, B] = [await node('A'), await node('B')]
  const proxy = await proxyOf([A, B])
  A.stop()
  expect([await greeting(proxy.port), await greeting(proxy.port)]).toEqual(['B', 'B'])
})

test('with no node left a connection is ended', async () => {
  const port = await freePort()
  const proxy = await startNodeProxy({ port: 0, backends: [{ port, healthUrl: `http://127.0.0.1:${port}/ready` }] })
  undo.push(proxy.stop)
  expect(await greeting(proxy.port)).toBe(null)
})
