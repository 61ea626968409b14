import { createDocument } from '@tandem/db/factories'
import { encodeUpstream, limits, protocolVersion } from '@tandem/protocol'
import { RawSocket } from '@tandem/protocol/testing/raw-socket'
import { mintReplicaTicket, mintTicket } from '@tandem/protocol/ticket'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { defaultLimits } from './limits/server-limits.ts'
import { hostileStage } from './testing/hostile-stage.ts'
import { isError } from './testing/raw-connection.ts'

/** Rows B of the list of bad inputs: who comes in, and as whom. */

let stage: Awaited<ReturnType<typeof hostileStage>>
beforeAll(async () => {
  stage = await hostileStage()
})
afterAll(() => stage[Symbol.asyncDispose]())

const port = () => Number(new URL(stage.server.url).port)
const place = { kind: 'presence', activity: 'idle', selections: [], company: null } as const

describe('B1 only our own site may connect', () => {
  const others = [
    'https://evil.example',
    'null',
    'http://localhost:3000.evil.example',
    'http://localhost:3000/',
    'https://localhost:3000',
    'http://localhost',
    '*',
    '',
  ]
  test.each([...others.map((origin) => `Origin: ${origin}`), 'X-Nothing: no origin at all'])('%s', async (header) => {
    const document = await stage.document()
    const raw = new RawSocket(port(), { headers: [header] })
    await raw.until(() => raw.status !== null)
    expect(raw.status).toBe(400)
    raw.end()
    await document.isUnharmed(['forbidden'])
  })
})

describe('B2 tickets', () => {
  const holder = { userId: 'alice', name: 'Alice', sessionId: 's' }
  test.each<[string, () => string | Promise<string>]>([
    ['none', () => ''],
    ['garbage', () => 'garbage'],
    ['of another secret', () => mintTicket('another secret of sufficient length!', holder)],
    [
      'of another kind',
      () => mintReplicaTicket(stage.server.ticketSecret, { documentId: 'd', replica: 1, userId: 'a' }),
    ],
    ['unsigned', () => `${btoa('{"alg":"none"}')}.${btoa('{"sub":"a","name":"A","sid":"s","aud":"tandem:join"}')}.`],
  ])('%s: sign in', async (_, ticket) => {
    const document = await stage.document()
    const connection = stage.server.connect()
    expect(await connection.hello(await ticket(), document.id)).toMatchObject({ code: 'auth_required', rseq: 0 })
    await connection.closed()
    await document.isUnharmed(['auth_required'])
  })
})

test.each([0, protocolVersion - 1, protocolVersion + 1, 65_535])(
  'B4 version %i of the protocol, and whatever comes behind it: a newer page',
  async (version) => {
    const document = await stage.document()
    const connection = stage.server.connect()
    await connection.opened()
    const hello = { ticket: '', document: document.id, lastSeq: null, replicaTickets: [], newReplicas: 0, codings: [] }
    const frame = encodeUpstream({ kind: 'hello', protocolVersion: version, ...hello })
    connection.sendBytes(new Uint8Array([...frame, 1, 2, 3]))
    expect(await connection.next(isError)).toMatchObject({ code: 'upgrade_required', rseq: 0 })
    await connection.closed()
    await document.isUnharmed(['upgrade_required'])
  },
)

test('B6 a document that does not exist and one that is not shared with me are one answer, after the same work', async () => {
  const document = await stage.document()
  const stranger = await stage.server.createUser('Stranger')
  const answers = []
  for (const id of [document.id, 'zzzzzzzzzzzzzzzzzzzzzzzzzz', "'; DROP TABLE document; --", '__proto__', '']) {
    const connection = stage.server.connect()
    answers.push(await connection.hello(await stage.server.ticketOf(stranger), id))
    await connection.closed()
  }
  expect(answers[0]).toMatchObject({ code: 'not_found', rseq: 0 })
  for (const answer of answers) expect(answer).toEqual(answers[0])
  await document.isUnharmed(answers.map(() => 'not_found' as const))
})

test('B7 one document for each connection: a second one is refused', async () => {
  const document = await stage.document()
  const { id } = await createDocument(stage.server.db, { owner: document.alice, text: 'another' })
  const { connection } = await document.join(document.alice)
  const hello = { lastSeq: null, replicaTickets: [], newReplicas: 0, codings: [] }
  const ticket = await stage.server.ticketOf(document.alice)
  connection.send({ kind: 'hello', protocolVersion, ticket, document: id, ...hello })
  expect(await connection.next(isError)).toMatchObject({ code: 'already_joined', rseq: 0 })
  await connection.closed()
  await document.isUnharmed(['already_joined'])
})

test.each([['push', { kind: 'push', changes: [new Uint8Array([1])] } as const] as const, ['presence', place] as const])(
  'B8 %s before hello',
  async (_, message) => {
    const document = await stage.document()
    const connection = stage.server.connect()
    await connection.opened()
    connection.send(message)
    expect(await connection.next(isError)).toMatchObject({ code: 'not_joined', rseq: 0 })
    await connection.closed()
    await document.isUnharmed(['not_joined'])
  },
)

test('B8 presence on the heels of hello, before welcome', async () => {
  const document = await stage.document()
  const connection = stage.server.connect()
  await connection.opened()
  const rest = { lastSeq: null, replicaTickets: [], newReplicas: 1, codings: [] }
  const ticket = await stage.server.ticketOf(document.alice)
  connection.send({ kind: 'hello', protocolVersion, ticket, document: document.id, ...rest })
  connection.send(place)
  await connection.closed()
  expect(connection.received).toMatchObject([{ code: 'not_joined', rseq: 0 }])
  await document.isUnharmed(['not_joined'])
})

describe('B10 B11 replicas are those that the server issued to this person for this document', () => {
  type Grant = Parameters<typeof mintReplicaTicket>[1]
  const minted = (grant: Grant) => mintReplicaTicket(stage.server.ticketSecret, grant)
  test.each<[string, (grant: Grant) => string | Promise<string>]>([
    ['garbage', () => 'garbage'],
    ['of another document', (grant) => minted({ ...grant, documentId: 'another' })],
    ['of another person', (grant) => minted({ ...grant, userId: 'another' })],
    ['of another secret', (grant) => mintReplicaTicket('another secret of sufficient length!', grant)],
    ['of another kind', ({ userId }) => stage.server.ticketOf({ id: userId, name: 'Alice' })],
  ])('%s', async (_, ticketFor) => {
    const document = await stage.document()
    const { connection, replica } = await document.join(document.alice)
    connection.close()
    const ticket = await ticketFor({ documentId: document.id, replica, userId: document.alice.id })
    const other = stage.server.connect()
    const claims = { replicaTickets: [ticket] }
    const answer = await other.hello(await stage.server.ticketOf(document.alice), document.id, claims)
    expect(answer).toMatchObject({ code: 'replica_invalid', rseq: 0 })
    await other.closed()
    await document.isUnharmed(['replica_invalid'])
  })
})

test('B12 hello a hundred times: the first counts, the second ends it', async () => {
  const document = await stage.document()
  const { connection } = await document.join(document.alice)
  const hello = { lastSeq: null, replicaTickets: [], newReplicas: 2, codings: [] }
  const ticket = await stage.server.ticketOf(document.alice)
  for (let count = 0; count < 100; count++) {
    connection.send({ kind: 'hello', protocolVersion, ticket, document: document.id, ...hello })
  }
  await connection.closed()
  expect(connection.received.filter(isError).map(({ code }) => code)).toEqual(['already_joined'])
  await document.isUnharmed(['already_joined'])
})

test('a hello as large as a frame may be is not looked at: nobody knows yet who it is', async () => {
  const document = await stage.document()
  const connection = stage.server.connect()
  await connection.opened()
  for (let count = 0; count < limits.maxBadFrames; count++) {
    connection.sendBytes(encodeHello('x'.repeat(limits.maxTicketLength)))
  }
  await connection.closed()
  expect(connection.received).toMatchObject(new Array(limits.maxBadFrames).fill({ code: 'too_large' }))
  await document.isUnharmed(['too_large'])
})

function encodeHello(ticket: string): Uint8Array {
  const replicaTickets = new Array<string>(limits.maxReplicaTickets).fill(ticket)
  const rest = { protocolVersion, document: 'd', lastSeq: null, newReplicas: 0, codings: [] }
  return encodeUpstream({ kind: 'hello', ticket, replicaTickets, ...rest })
}

describe('B14 connections', () => {
  test('more of one sign-in than anybody has tabs: those that are in stay, the newest is told to wait', async () => {
    const document = await stage.document()
    const carol = await stage.server.createUser('Carol')
    const { id } = await createDocument(stage.server.db, { owner: carol, text: '' })
    const ticket = await stage.server.ticketOf(carol)
    const tabs = Array.from({ length: defaultLimits.connectionsPerSignIn }, () => stage.server.connect())
    for (const tab of tabs) expect(await tab.hello(ticket, id)).toMatchObject({ kind: 'welcome' })
    const late = stage.server.connect()
    expect(await late.hello(ticket, id)).toMatchObject({ code: 'too_many_connections', rseq: 0 })
    await late.closed()
    expect(tabs.filter((tab) => tab.isClosed)).toEqual([])
    for (const tab of tabs) tab.close()
    await document.isUnharmed(['too_many_connections'])
  })

  test('more in one document than it holds: those that are in stay, the newest is told why', async () => {
    const limitsForAll = ['connectionsPerSignIn', 'connectionsPerUser', 'joinBurst'].map((name) => `${name}=1000`)
    await using crowded = await hostileStage({ limits: limitsForAll.join() })
    const carol = await crowded.server.createUser('Carol')
    const { id } = await createDocument(crowded.server.db, { owner: carol, text: '' })
    const ticket = await crowded.server.ticketOf(carol)
    const tabs = Array.from({ length: limits.maxSessionsPerDocument }, () => crowded.server.connect())
    const welcomes = await Promise.all(tabs.map((tab) => tab.hello(ticket, id)))
    expect(welcomes.filter(({ kind }) => kind !== 'welcome')).toEqual([])
    const late = crowded.server.connect()
    expect(await late.hello(ticket, id)).toMatchObject({ code: 'too_many_people', rseq: 0 })
    await late.closed()
    expect(tabs.filter((tab) => tab.isClosed)).toEqual([])
    expect(crowded.server.lines.map(({ code }) => code)).toEqual(['too_many_people'])
  })

  test('more from one address than an office has, told by a proxy of ours', async () => {
    await using office = await hostileStage({ trustedProxies: 1, limits: 'connectionsPerAddress=3' })
    const document = await office.document()
    const from = (address: string) => {
      const headers = [`Origin: ${office.server.origin}`, `X-Forwarded-For: 192.0.2.1, ${address}`]
      return new RawSocket(Number(new URL(office.server.url).port), { headers })
    }
    const sockets = Array.from({ length: 3 }, () => from('203.0.113.7'))
    for (const socket of sockets) await socket.open()
    const late = from('203.0.113.7')
    await late.until(() => late.status !== null)
    expect(late.status).toBe(400)
    const elsewhere = from('203.0.113.8')
    await elsewhere.open()
    expect(elsewhere.status).toBe(101)
    for (const socket of [...sockets, late, elsewhere]) socket.end()
    await document.isUnharmed(['too_many_connections'])
  })
})

test.each([
  ['a cookie of 17 KB', [`Cookie: ${'x'.repeat(17 * 1024)}`]],
  ['three thousand headers', Array.from({ length: 3_000 }, (_, at) => `X-${at}: y`)],
])('B15 %s', async (_, headers) => {
  const document = await stage.document()
  const raw = new RawSocket(port(), { headers: [`Origin: ${stage.server.origin}`, ...headers] })
  await raw.until(() => raw.status !== null)
  expect(raw.status).toBe(431)
  raw.end()
  await document.isUnharmed([])
})
