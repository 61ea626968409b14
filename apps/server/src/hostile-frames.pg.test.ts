import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { request } from 'node:http'
import { connect } from 'node:net'
import { text as textOf } from 'node:stream/consumers'
import { Prng } from '@tandem/crdt/testing'
import { encodeUpstream, limits } from '@tandem/protocol'
import { opcode, RawSocket, type UpgradeOptions } from '@tandem/protocol/testing/raw-socket'
import { afterAll, beforeAll, describe, expect, onTestFailed, test } from 'vitest'
import { hostileStage } from './testing/hostile-stage.ts'
import { isError } from './testing/raw-connection.ts'

/** Rows A of the list of bad inputs: frames that no client of ours sends, from the bytes of HTTP up to our own. */

let stage: Awaited<ReturnType<typeof hostileStage>>
beforeAll(async () => {
  stage = await hostileStage()
})
afterAll(() => stage[Symbol.asyncDispose]())

function socket(options: UpgradeOptions = {}): RawSocket {
  const headers = [`Origin: ${stage.server.origin}`, ...(options.headers ?? [])]
  return new RawSocket(Number(new URL(stage.server.url).port), { ...options, headers })
}

/** A frame of ours that does no harm. */
const place = encodeUpstream({ kind: 'presence', activity: 'idle', selections: [], company: null })

describe('what is no WebSocket, no Engine.IO or no Socket.IO packet ends the connection', () => {
  const text = (content: string) => (raw: RawSocket) => raw.send(opcode.text, content)
  const bytes = (...frame: number[]) => {
    return (raw: RawSocket) => raw.send(opcode.binary, new Uint8Array(frame))
  }
  const cases: [string, string, (raw: RawSocket) => void, number | null][] = [
    ['A1', 'text that is no packet', text('hello'), null],
    ['A2', 'a packet of an unknown type, and an empty one', text('9'), null],
    ['A2', 'an empty text', text(''), null],
    ['A3', 'a Socket.IO packet of an unknown type', bytes(0x89), null],
    ['A3', 'a Socket.IO packet with nothing in it', text('4'), null],
    ['A3', 'a control packet as long as a frame', bytes(0x80, ...new Array<number>(2_000).fill(65)), null],
    ['A4', 'half of a text event', text('42["op"'), null],
    ['A4', 'a text event that is no JSON', text('42["op",}'), null],
    ['A6', 'a text event, whatever its name', text('42["drop_table",{}]'), null],
    ['A7', 'a text event that asks for an acknowledgement', text('421["frame"]'), null],
    ['A8', 'an acknowledgement that nobody asked for', text('43-1[]'), null],
    ['A10', 'a placeholder without its bytes', text('451-["frame",{"_placeholder":true,"num":99}]'), null],
    ['A11', 'announced bytes, and then text', text('451-["frame",{"_placeholder":true,"num":0}]'), null],
    [
      'A12',
      'one byte more than a frame',
      (raw) => raw.send(opcode.binary, new Uint8Array(limits.maxFrameBytes + 1)),
      1009,
    ],
    ['A16', 'a frame that is not masked', (raw) => raw.send(opcode.binary, place, { masked: false }), 1002],
    ['A16', 'a reserved bit, as if it were compressed', (raw) => raw.send(opcode.binary, place, { reserved: 4 }), 1002],
    ['A16', 'text that is not UTF-8', (raw) => raw.send(opcode.text, new Uint8Array([0xc3, 0x28])), 1007],
    ['A16', 'a ping of more than 125 bytes', (raw) => raw.send(opcode.ping, new Uint8Array(126)), 1002],
    ['A16', 'a continuation of nothing', (raw) => raw.send(opcode.continuation, place), 1002],
  ]

  test.each(cases)('%s %s', async (_, __, send, closeCode) => {
    const document = await stage.document()
    const raw = socket()
    await raw.open()
    send(raw)
    await raw.until(() => false)
    expect(raw.closeCode).toBe(closeCode)
    expect(stage.server.lines).toMatchObject([{ msg: 'closed', reason: expect.stringMatching(/error|close/) }])
    await document.isUnharmed([undefined])
  })
})

describe('what is no message of ours is told, and the third one ends the connection', () => {
  const cases: [string, string, Uint8Array, string][] = [
    ['A6', 'an unknown kind of message', new Uint8Array([99, 1, 2]), 'unknown_event'],
    ['A7', 'a message without its fields', new Uint8Array([2]), 'bad_request'],
    ['A7', 'a message with something behind its fields', new Uint8Array([...place, 0]), 'bad_request'],
    ['A8', 'a number that no double holds', new Uint8Array([2, ...new Array<number>(9).fill(0xff), 1]), 'bad_request'],
    ['A10', 'a length that is more than the frame', new Uint8Array([1, 1, 0x7f, 0]), 'bad_request'],
    ['A10', 'more changes than bytes', new Uint8Array([1, 0xff, 3]), 'bad_request'],
    ['D6', 'more presence than there can be', new Uint8Array(limits.maxPresenceBytes + 1).fill(2, 0, 1), 'too_large'],
  ]

  test.each(cases)('%s %s: %s', async (_, __, frame, code) => {
    const document = await stage.document()
    const { connection } = await document.join(document.alice)
    for (let count = 0; count < limits.maxBadFrames; count++) connection.sendBytes(frame)
    await connection.closed()
    expect(connection.received.filter(isError).map((error) => [error.code, error.rseq])).toEqual([
      [code, 0],
      [code, 0],
      [code, 0],
    ])
    await document.isUnharmed([code as 'bad_request'])
  })
})

test('A14 a message that never ends is cut off', async () => {
  const document = await stage.document()
  const raw = socket()
  await raw.open()
  raw.send(opcode.binary, place, { final: false })
  await raw.until(() => false)
  expect(raw.closed).toBe(true)
  await document.isUnharmed([undefined])
})

test('A15 compression is not agreed upon, whatever is offered', async () => {
  const raw = socket({ headers: ['Sec-WebSocket-Extensions: permessage-deflate; server_max_window_bits=15'] })
  await raw.open()
  expect(raw.status).toBe(101)
  expect(raw.head).not.toContain('permessage-deflate')
  raw.end()
})

test('A17 a flood of tiny frames: dropped, then cut, and told why', async () => {
  const document = await stage.document()
  const { connection } = await document.join(document.alice)
  for (let count = 0; count < 2_000; count++) connection.sendBytes(place)
  await connection.closed()
  expect(connection.received.filter(isError)).toMatchObject([{ code: 'rate_limited', rseq: 0 }])
  await document.isUnharmed(['rate_limited'])
})

describe('A21 A22 only WebSockets are served, and only new ones', () => {
  test.each(['/socket.io/?EIO=4&transport=polling', '/socket.io/?EIO=4', '/socket.io/?EIO=4&transport=toString'])(
    '%s',
    async (path) => {
      const raw = socket({ path })
      await raw.until(() => raw.status !== null)
      expect(raw.status).toBe(400)
      raw.end()
    },
  )

  test('an older Engine.IO', async () => {
    const raw = socket({ path: '/socket.io/?EIO=3&transport=websocket' })
    await raw.until(() => false)
    expect(raw.texts.join()).not.toContain('sid')
  })

  test.each(['sid', '%73id', 's%69%64'])("the session id of somebody else's connection, as %s", async (name) => {
    const document = await stage.document()
    const other = socket()
    await other.open()
    const sid: unknown = JSON.parse(other.texts[0]?.slice(1) ?? '{}').sid
    expect(sid).toEqual(expect.any(String))
    const raw = socket({ path: `/socket.io/?EIO=4&transport=websocket&${name}=${String(sid)}` })
    await raw.until(() => raw.status !== null)
    expect(raw.status).toBe(400)
    expect(JSON.stringify(stage.server.lines)).not.toContain(String(sid))
    expect(other.closed).toBe(false)
    other.end()
    await document.isUnharmed([])
  })

  test('a large body', async () => {
    const response = await fetch(`${stage.server.url}/socket.io/?EIO=4&transport=polling`, {
      method: 'POST',
      headers: { origin: stage.server.origin },
      body: new Uint8Array(1_000_000),
    })
    expect(response.status).toBe(405)
  })

  test.each([
    ['GET', 404, 'not found'],
    ['HEAD', 404, ''],
    ...['POST', 'TRACE', 'OPTIONS', 'DELETE', 'PROPFIND'].map((method) => [method, 405, 'method not allowed'] as const),
  ] as const)('what is no request for a WebSocket is answered in words: %s', async (method, status, words) => {
    for (const path of ['/', '/socket.io/?EIO=4&transport=websocket', '/socket.io/?EIO=4&transport=polling&sid=a']) {
      expect(await answerTo(method, path)).toEqual({ status, text: words })
    }
  })
})

test('A21 a connection that says nothing, and a request that never ends, are cut off', async () => {
  const beginnings = ['', 'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: localhost\r\nX-Slow: ']
  const answers = beginnings.map(async (beginning) => {
    const tcp = connect(Number(new URL(stage.server.url).port), '127.0.0.1')
    tcp.write(beginning)
    return (await textOf(tcp)).split('\r\n')[0]
  })
  expect(await Promise.all(answers)).toEqual(Array(2).fill('HTTP/1.1 408 Request Timeout'))
})

test('random bytes, before and after joining: told, cut after some, and nobody else notices', async () => {
  const seed = randomInt(2 ** 31)
  onTestFailed(() => console.error(`seed ${seed}`))
  const random = new Prng(seed)
  /** Bytes with a tag that no message has, below those of control packets. */
  const rubbish = () =>
    Uint8Array.from({ length: 1 + random.int(60) }, (_, at) => (at === 0 ? 4 + random.int(100) : random.int(256)))
  const document = await stage.document()
  for (let round = 0; round < 10; round++) {
    const early = stage.server.connect()
    await early.opened()
    const { connection } = await document.join(document.mallory)
    for (const target of [early, connection]) {
      for (let count = 0; count < 10; count++) target.sendBytes(rubbish())
      await target.closed()
      expect(target.received.some(isError)).toBe(true)
    }
  }
  await document.isUnharmed(new Array(20).fill('unknown_event'))
})

/** What a request without a body is answered, also one that browsers would not make. */
async function answerTo(method: string, path: string): Promise<{ status: number | undefined; text: string }> {
  const asked = request(`${stage.server.url}${path}`, { method, headers: { origin: stage.server.origin } }).end()
  const [response] = await once(asked, 'response')
  return { status: response.statusCode, text: (await textOf(response)).trim() }
}
