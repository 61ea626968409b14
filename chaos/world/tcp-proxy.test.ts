import { once } from 'node:events'
import { createServer, type Server, Socket } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { TcpProxy } from './tcp-proxy.ts'

let echo: Server
let proxy: TcpProxy
let atTarget: Socket[]

beforeEach(async () => {
  atTarget = []
  echo = createServer((socket) => {
    atTarget.push(socket)
    socket.on('error', () => {})
    socket.pipe(socket)
  })
  echo.listen(0, '127.0.0.1')
  await once(echo, 'listening')
  const address = echo.address()
  proxy = await TcpProxy.open(() => (typeof address === 'object' && address ? address.port : 0))
})

afterEach(async () => {
  await proxy.close()
  for (const socket of atTarget) socket.destroy()
  echo.close()
})

async function connect(): Promise<Socket> {
  const socket = new Socket()
  socket.on('error', () => {})
  socket.connect(proxy.port, '127.0.0.1')
  await once(socket, 'connect')
  return socket
}

async function read(socket: Socket, length: number): Promise<string> {
  let text = ''
  while (text.length < length) text += String((await once(socket, 'data'))[0])
  return text
}

test('what is sent comes back, in order, however long each piece takes', async () => {
  let piece = 0
  proxy.conditions.delayMs = () => [20, 0, 10][piece++ % 3] ?? 0
  const socket = await connect()
  const all = read(socket, 60)
  for (let at = 10; at < 40; at++) socket.write(String(at))
  expect(await all).toBe(Array.from({ length: 30 }, (_, at) => at + 10).join(''))
})

test('a cut is seen on both sides, and whoever connects to a closed door is cut', async () => {
  const socket = await connect()
  socket.write('a')
  await read(socket, 1)
  proxy.cut()
  await Promise.all([once(socket, 'close'), ...atTarget.map((target) => target.destroyed || once(target, 'close'))])
  proxy.conditions.accepts = false
  const refused = await connect()
  await once(refused, 'close')
  proxy.heal()
  const again = await connect()
  again.write('b')
  expect(await read(again, 1)).toBe('b')
})

test('a deaf connection says nothing, not even that it is over', async () => {
  const socket = await connect()
  socket.write('a')
  await read(socket, 1)
  const heard: string[] = []
  socket.on('data', (data) => heard.push(String(data)))
  socket.on('close', () => heard.push('closed'))
  for (const link of proxy.links) link.deafen()
  socket.write('b')
  for (const target of atTarget) target.end()
  // Another connection works, and what it heard came after anything the deaf one could have heard.
  const other = await connect()
  other.write('c')
  expect(await read(other, 1)).toBe('c')
  expect(heard).toEqual([])
})

test('a tap sees what passes, and can keep an answer from arriving', async () => {
  const seen: string[] = []
  proxy.tap = (piece, direction) => {
    seen.push(`${direction} ${piece}`)
    return direction === 'up'
  }
  const socket = await connect()
  socket.write('a')
  await once(socket, 'close')
  expect(seen).toEqual(['up a', 'down a'])
})
