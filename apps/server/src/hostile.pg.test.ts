import { randomBytes, randomInt } from 'node:crypto'
import { type Change, encodeChange, TandemDoc } from '@tandem/crdt'
import { Prng } from '@tandem/crdt/testing'
import { createDocument } from '@tandem/db/factories'
import { readLog } from '@tandem/documents'
import { limits, protocolVersion } from '@tandem/protocol'
import { mintReplicaTicket, mintTicket } from '@tandem/protocol/ticket'
import { describe, expect, onTestFailed, test } from 'vitest'
import { isError } from './testing/raw-connection.ts'
import { settled, testServer } from './testing/test-server.ts'

type Server = Awaited<ReturnType<typeof testServer>>

async function document(server: Server) {
  const alice = await server.createUser('Alice')
  const bob = await server.createUser('Bob')
  const people = [{ userId: bob.id, role: 'viewer' as const }]
  const { id } = await createDocument(server.db, { owner: alice, text: 'start', people })
  return { alice, bob, id }
}

/** A joined connection, and a document that writes as its replica. */
async function join(server: Server, user: { readonly id: string; readonly name: string }, id: string) {
  const connection = server.connect()
  const welcome = await connection.hello(await server.ticketOf(user), id)
  if (welcome.kind !== 'welcome') throw new Error(JSON.stringify(welcome))
  const replica = welcome.replicas[0]?.replica ?? 0
  const doc = new TandemDoc()
  doc.become(replica)
  return { connection, replica, doc, welcome }
}

async function head(server: Server, id: string): Promise<number> {
  return (await readLog(server.db, id, { after: 0, limit: 1000 })).length
}

/** Whether an honest person can still work, on a new connection. */
async function worksFor(server: Server, user: { readonly id: string; readonly name: string }, id: string) {
  const session = server.open(user, id)
  await settled(session)
  session.edit([{ from: 0, to: 0, insert: 'x' }])
  await settled(session)
  await session.close()
}

describe('B1 the door: only our own site may connect', () => {
  test.each([
    'https://evil.example',
    'null',
    'http://localhost:3000.evil.example',
    'https://localhost:3000',
    'http://localhost',
    '',
  ])('origin %j', async (origin) => {
    await using server = await testServer()
    const connection = server.connect(origin)
    await connection.closed()
    expect(connection.received).toEqual([])
  })
})

describe('B2 hello', () => {
  test('a bad ticket: sign in', async () => {
    await using server = await testServer()
    const { alice, id } = await document(server)
    const forged = await mintTicket('another secret of sufficient length!', {
      userId: alice.id,
      name: 'A',
      sessionId: 's',
    })
    for (const ticket of ['', 'garbage', forged]) {
      const answer = await server.connect().hello(ticket, id)
      expect(answer).toMatchObject({ kind: 'error', code: 'auth_required' })
    }
  })

  test('a document that does not exist and one that is not shared with me look the same', async () => {
    await using server = await testServer()
    const { id } = await document(server)
    const mallory = await server.createUser('Mallory')
    const ticket = await server.ticketOf(mallory)
    const foreign = await server.connect().hello(ticket, id)
    const missing = await server.connect().hello(ticket, 'zzzzzzzzzzzzzzzzzzzzzzzzzz')
    const odd = await server.connect().hello(ticket, "'; DROP TABLE document; --")
    expect(foreign).toMatchObject({ kind: 'error', code: 'not_found' })
    expect(missing).toEqual(foreign)
    expect(odd).toEqual(foreign)
  })

  test('another version of the protocol: reload', async () => {
    await using server = await testServer()
    const { alice, id } = await document(server)
    for (const version of [0, protocolVersion + 1, 65_535]) {
      const answer = await server.connect().hello(await server.ticketOf(alice), id, { protocolVersion: version })
      expect(answer).toMatchObject({ kind: 'error', code: 'upgrade_required' })
    }
  })

  test('nothing else comes before it, and it comes once', async () => {
    await using server = await testServer()
    const { alice, id } = await document(server)
    const early = server.connect()
    await early.opened()
    early.send({ kind: 'push', changes: [new Uint8Array([1])] })
    expect(await early.next(isError)).toMatchObject({ code: 'not_joined' })
    await early.closed()

    const { connection } = await join(server, alice, id)
    const again = { lastSeq: null, replicaTickets: [], newReplicas: 0, codings: [] }
    connection.send({ kind: 'hello', protocolVersion, ticket: await server.ticketOf(alice), document: id, ...again })
    expect(await connection.next(isError)).toMatchObject({ code: 'already_joined' })
    await connection.closed()
  })

  test('replica tickets: only my own, of this document', async () => {
    await using server = await testServer()
    const { alice, bob, id } = await document(server)
    const { replica } = await join(server, alice, id)
    const grant = { documentId: id, replica, userId: alice.id }
    const wrong = [
      'garbage',
      await mintReplicaTicket(server.ticketSecret, { ...grant, documentId: 'another' }),
      await mintReplicaTicket(server.ticketSecret, { ...grant, userId: bob.id }),
      await server.ticketOf(alice),
    ]
    for (const ticket of wrong) {
      const answer = await server.connect().hello(await server.ticketOf(alice), id, { replicaTickets: [ticket] })
      expect(answer).toMatchObject({ kind: 'error', code: 'replica_invalid' })
    }
  })
})

describe('B3 a push that is refused leaves the log as it was', () => {
  const typed = (doc: TandemDoc): Change => doc.edit([{ from: 0, to: 0, insert: 'x' }])
  type Case = (doc: TandemDoc, replica: number) => Uint8Array[]
  const cases: [string, string, Case][] = [
    ['nothing', 'bad_request', () => []],
    ['no change', 'bad_change', () => [new Uint8Array([1, 2, 3])]],
    ['empty bytes', 'bad_change', () => [new Uint8Array()]],
    ['bytes behind a change', 'bad_change', (doc) => [new Uint8Array([...encodeChange(typed(doc)), 0])]],
    ['a gap', 'gap', (doc) => [encodeChange({ ...typed(doc), rseq: 2, lamport: 2 })]],
    ['a counter of its own choice', 'bad_change', (doc) => [encodeChange({ ...typed(doc), counter: 5, lamport: 6 })]],
    ['a time far ahead', 'bad_change', (doc) => [encodeChange({ ...typed(doc), lamport: 1_000_000 })]],
    [
      'a reference to nothing',
      'unknown_dependency',
      (doc) => [
        encodeChange({
          ...typed(doc),
          operations: [{ kind: 'insert', left: { replica: 1, counter: 999 }, right: null, text: 'x' }],
        }),
      ],
    ],
    ["somebody else's replica", 'replica_invalid', (doc) => [encodeChange({ ...typed(doc), replica: 1 })]],
  ]
  test.each(cases)('%s: %s', async (_, code, make) => {
    await using server = await testServer()
    const { alice, id } = await document(server)
    const before = await head(server, id)
    const { connection, doc, replica } = await join(server, alice, id)
    connection.send({ kind: 'push', changes: make(doc, replica) })
    expect(await connection.next(isError)).toMatchObject({ code })
    expect(await head(server, id)).toBe(before)
    await worksFor(server, alice, id)
  })

  test('a viewer, by raw frames: forbidden, also for a made-up replica', async () => {
    await using server = await testServer()
    const { bob, id } = await document(server)
    const before = await head(server, id)
    const { connection, doc } = await join(server, bob, id)
    connection.send({ kind: 'push', changes: [encodeChange(typed(doc))] })
    expect(await connection.next(isError)).toMatchObject({ code: 'forbidden', rseq: 1 })
    expect(await head(server, id)).toBe(before)
  })

  test('the same again is answered once; the same name with other content is a fork', async () => {
    await using server = await testServer()
    const { alice, id } = await document(server)
    const { connection, doc, replica } = await join(server, alice, id)
    const before = await head(server, id)
    const fitting = encodeChange(typed(doc))
    connection.send({ kind: 'push', changes: [fitting] })
    await connection.next((message) => message.kind === 'echo' && message.rows.some((row) => row.kind === 'own'))
    connection.send({ kind: 'push', changes: [fitting] })
    const other = new TandemDoc()
    other.become(replica)
    connection.send({ kind: 'push', changes: [encodeChange(other.edit([{ from: 0, to: 0, insert: 'y' }]))] })
    expect(await connection.next(isError)).toMatchObject({ code: 'replica_fork', rseq: 1 })
    expect(await head(server, id)).toBe(before + 1)
  })
})

describe('B4 rubbish', () => {
  test('random frames, before and after joining: told, cut after some, and nobody else notices', async () => {
    await using server = await testServer()
    const { alice, id } = await document(server)
    const before = await head(server, id)
    const seed = randomInt(2 ** 31)
    onTestFailed(() => console.error(`seed ${seed}`))
    const random = new Prng(seed)
    for (let round = 0; round < 20; round++) {
      const early = server.connect()
      await early.opened()
      const { connection } = await join(server, alice, id)
      for (const target of [early, connection]) {
        for (let count = 0; count < 10; count++) target.sendBytes(rubbish(random))
        await target.closed()
        expect(target.received.some(isError)).toBe(true)
      }
    }
    expect(await head(server, id)).toBe(before)
    await worksFor(server, alice, id)
  })

  test('a frame over the limit closes the connection', async () => {
    await using server = await testServer()
    const { alice, id } = await document(server)
    const { connection } = await join(server, alice, id)
    connection.sendBytes(new Uint8Array(limits.maxFrameBytes + 2).fill(1))
    await connection.closed()
    await worksFor(server, alice, id)
  })

  test('presence that is no place is passed on as it came, and hurts nobody', async () => {
    await using server = await testServer()
    const { alice, bob, id } = await document(server)
    const session = server.open(bob, id)
    await settled(session)
    const { connection } = await join(server, alice, id)
    const garbage = new Uint8Array(randomBytes(limits.maxAnchorBytes))
    connection.send({ kind: 'presence', activity: 'active', selections: [{ anchor: garbage, head: garbage }] })
    connection.send({ kind: 'presence', activity: 'idle', selections: [] })
    await new Promise<void>((resolve) => {
      session.on('peers', (peers) => peers.some((peer) => peer.activity === 'idle') && resolve())
    })
    expect(session.state.phase).toBe('live')
  })
})

/** Bytes with a tag that no message has, below those of control packets. */
function rubbish(random: Prng): Uint8Array {
  return Uint8Array.from({ length: 1 + random.int(60) }, (_, at) => (at === 0 ? 3 + random.int(100) : random.int(256)))
}
