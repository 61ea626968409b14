import { encodeDownstream } from '@tandem/protocol'
import { expect, test } from 'vitest'
import { defaultLimits } from '../limits/server-limits.ts'
import { fakeConnection } from './testing/fake-connection.ts'

test('a refusal is told each time, counted each time, and logged once for each code, with who it is', async () => {
  const { connection, lines, received, metrics } = fakeConnection(defaultLimits)
  connection.identify('alice', 'doc')
  for (const rseq of [3, 4]) connection.refuse('gap', rseq)
  connection.refuse('bad_change', 0)
  expect(received).toMatchObject([
    { code: 'gap', rseq: 3 },
    { code: 'gap', rseq: 4 },
    { code: 'bad_change', rseq: 0 },
  ])
  expect(lines).toMatchObject([
    { msg: 'refused', connection: 7, user: 'alice', document: 'doc', code: 'gap', rseq: 3 },
    { msg: 'refused', code: 'bad_change' },
  ])
  const { values } = await metrics.refusals.get()
  expect(values.map(({ labels, value }) => [labels.code, value])).toEqual([
    ['gap', 2],
    ['bad_change', 1],
  ])
})

test('only a refusal for now holds for what is on its way behind it', () => {
  const { connection } = fakeConnection(defaultLimits)
  connection.refuse('gap', 3)
  expect(connection.order.refuses).toBe(false)
  connection.refuse('busy', 3)
  expect(connection.order.refuses).toBe(true)
})

test('G17 from a quarter of the budget on rows are held back', () => {
  const { connection, tcp } = fakeConnection(defaultLimits)
  const frame = encodeDownstream({ kind: 'role', role: 'viewer' })
  for (let count = 0; count <= defaultLimits.heldBackMessages; count++) connection.send(frame)
  tcp.writableLength = defaultLimits.heldBackBytes + 1
  expect(connection.congested).toBe(true)
  tcp.writableLength = defaultLimits.heldBackBytes
  expect(connection.congested).toBe(false)
})

test('G17 a reader that takes nothing for five seconds is told to come again, and cut', () => {
  const { connection, tcp, received, lines } = fakeConnection(defaultLimits)
  tcp.writableLength = 10
  connection.checkReader(0)
  tcp.bytesWritten = 5
  connection.checkReader(4_999)
  connection.checkReader(9_998)
  expect(connection.closed).toBe(false)
  connection.checkReader(9_999)
  expect(connection.closed).toBe(true)
  expect(received).toMatchObject([{ code: 'resync', rseq: 0 }])
  expect(lines).toMatchObject([{ msg: 'closed', code: 'resync' }])
  connection.checkReader(60_000)
  connection.send(new Uint8Array([3, 0]))
  expect(received).toHaveLength(1)
})

test.each([
  ['Engine.IO says its last words', { readyState: 'closing' }, {}],
  ['the network connection ends', {}, { writable: false }],
])('nothing is said once %s', (_, ofConn, ofTcp) => {
  const { connection, conn, tcp, received } = fakeConnection(defaultLimits)
  const frame = encodeDownstream({ kind: 'role', role: 'viewer' })
  connection.send(frame)
  Object.assign(conn, ofConn)
  Object.assign(tcp, ofTcp)
  connection.send(frame)
  expect(received).toHaveLength(1)
})
