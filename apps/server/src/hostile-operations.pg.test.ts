import { type Change, encodeChange, TandemDoc } from '@tandem/crdt'
import { createDocument } from '@tandem/db/factories'
import { readLog, trashDocument } from '@tandem/documents'
import { type Downstream, type ErrorCode, limits } from '@tandem/protocol'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hostileStage } from './testing/hostile-stage.ts'
import { isError } from './testing/raw-connection.ts'
import { settled } from './testing/test-server.ts'

/** Rows C of the list of bad inputs: changes that no honest replica makes, or more of them than there may be. */

let stage: Awaited<ReturnType<typeof hostileStage>>
beforeAll(async () => {
  stage = await hostileStage()
})
afterAll(() => stage[Symbol.asyncDispose]())

const typed = (doc: TandemDoc, insert = 'x'): Change => doc.edit([{ from: 0, to: 0, insert }])
const inserted = (doc: TandemDoc, text: string): Change => ({
  ...typed(doc),
  operations: [{ kind: 'insert', left: null, right: null, text }],
})
/** Encoded, and then one byte of it changed. */
const patched = (change: Change, at: number, byte: number) =>
  encodeChange(change).map((old, i) => (i === at ? byte : old))

/** Who else's replica there is: that of the document's first text. */
const others = 1

describe('what no honest replica makes is refused, and leaves the log as it was', () => {
  /** An error about a change names it; an error about bytes that are no change ends the connection. */
  type Case = [string, string, ErrorCode, number, (doc: TandemDoc) => Uint8Array[]]
  const cases: Case[] = [
    ['C4', 'a gap', 'gap', 3, (doc) => [encodeChange({ ...typed(doc), rseq: 3, lamport: 3 })]],
    [
      'C4',
      'the highest number',
      'gap',
      limits.maxRseq,
      (doc) => [encodeChange({ ...typed(doc), rseq: limits.maxRseq })],
    ],
    ['C4', 'a change number 0', 'bad_change', 0, (doc) => [patched(typed(doc), 2, 0)]],
    [
      'C5',
      "somebody else's replica",
      'replica_invalid',
      1,
      (doc) => [encodeChange({ ...typed(doc), replica: others })],
    ],
    [
      'C5',
      'a replica that was never issued',
      'replica_invalid',
      1,
      (doc) => [encodeChange({ ...typed(doc), replica: 77_777 })],
    ],
    ...(
      [
        ['an element that does not exist', { replica: others, counter: 999 }],
        ['an element of another document', { replica: 4_321, counter: 0 }],
      ] as const
    ).map(([what, left]): Case => {
      const operation = { kind: 'insert', left, right: null, text: 'x' } as const
      return ['C6', what, 'unknown_dependency', 1, (doc) => [encodeChange({ ...typed(doc), operations: [operation] })]]
    }),
    [
      'C6',
      'a deletion of what is not there yet',
      'unknown_dependency',
      1,
      (doc) => {
        const operation = { kind: 'delete', replica: others, counter: 0, length: 1_000_000 } as const
        return [encodeChange({ ...typed(doc), counter: 0, operations: [operation] })]
      },
    ],
    [
      'C7',
      'names that were used',
      'bad_change',
      2,
      (doc) => {
        const first = typed(doc)
        return [encodeChange(first), encodeChange({ ...inserted(doc, 'y'), counter: first.counter })]
      },
    ],
    [
      'C7',
      'names of its own choice',
      'bad_change',
      1,
      (doc) => [encodeChange({ ...typed(doc), counter: 5, lamport: 6 })],
    ],
    ['C4', 'a time far ahead', 'bad_change', 1, (doc) => [encodeChange({ ...typed(doc), lamport: 1_000_000 })]],
    ['C9', 'nothing', 'bad_request', 0, () => []],
    [
      'C9',
      'more than a push holds',
      'too_large',
      1,
      (doc) => ['x', 'y'].map((unit) => encodeChange(inserted(doc, unit.repeat(40_000)))),
    ],
    [
      'C13',
      'half of a surrogate pair',
      'bad_change',
      0,
      (doc) => {
        const bytes = encodeChange(inserted(doc, '\u{d7ff}'))
        return [bytes.map((byte, at) => (at === bytes.length - 2 ? 0xa0 : byte))]
      },
    ],
    ['C15', 'no bytes', 'bad_change', 0, () => [new Uint8Array()]],
    ['C15', 'an unknown format', 'bad_change', 0, (doc) => [patched(typed(doc), 0, 2)]],
    ['C15', 'half a change', 'bad_change', 0, (doc) => [encodeChange(typed(doc)).subarray(0, 3)]],
    [
      'C15',
      'a number of eleven bytes',
      'bad_change',
      0,
      () => [new Uint8Array([0xc0, ...new Array<number>(11).fill(0xff)])],
    ],
    [
      'C15',
      'a text longer than its bytes',
      'bad_change',
      0,
      (doc) => {
        const bytes = encodeChange(inserted(doc, 'abc'))
        return [bytes.map((byte, at) => (at === bytes.length - 4 ? 100 : byte))]
      },
    ],
    [
      'C18',
      'another field behind the last',
      'bad_change',
      0,
      (doc) => [new Uint8Array([...encodeChange(typed(doc)), 7])],
    ],
  ]

  test.each(cases)('%s %s: %s', async (_, __, code, rseq, make) => {
    const document = await stage.document()
    const { connection, doc } = await document.join(document.mallory)
    const changes = make(doc)
    connection.send({ kind: 'push', changes })
    expect(await connection.next(isError)).toMatchObject({ code, rseq })
    if (rseq === 0) await connection.closed()
    // Of C7 the change before the bad one is a good one.
    await document.isUnharmed([code], rseq === 2 ? 1 : 0)
  })
})

test('C1 a viewer, also by raw frames and a made-up replica', async () => {
  const document = await stage.document()
  const { connection, doc } = await document.join(document.bob)
  connection.send({ kind: 'push', changes: [encodeChange(typed(doc))] })
  expect(await connection.next(isError)).toMatchObject({ code: 'forbidden', rseq: 1 })
  await document.isUnharmed(['forbidden'])
})

test('C2 C24 the same again, on this connection and on another: in the log once, and no error', async () => {
  const document = await stage.document()
  const { connection, doc, welcome } = await document.join(document.mallory)
  const change = encodeChange(typed(doc))
  connection.send({ kind: 'push', changes: [change] })
  await connection.next(isOwnEcho)
  connection.send({ kind: 'push', changes: [change, change] })
  connection.close()
  const other = stage.server.connect()
  const replicaTickets = welcome.replicas.map(({ ticket }) => ticket)
  await other.hello(await stage.server.ticketOf(document.mallory), document.id, { replicaTickets })
  other.send({ kind: 'push', changes: [change] })
  other.send({ kind: 'push', changes: [encodeChange(typed(doc))] })
  await other.next(isOwnEcho)
  await document.isUnharmed([], 2)
})

test('C3 the same name with another content', async () => {
  const document = await stage.document()
  const { connection, doc, replica } = await document.join(document.mallory)
  connection.send({ kind: 'push', changes: [encodeChange(typed(doc, 'x'))] })
  await connection.next(isOwnEcho)
  const twin = new TandemDoc()
  twin.become(replica)
  connection.send({ kind: 'push', changes: [encodeChange(typed(twin, 'y'))] })
  expect(await connection.next(isError)).toMatchObject({ code: 'replica_fork', rseq: 1 })
  await document.isUnharmed(['replica_fork'], 1)
})

test.each([
  ['one change of five megabytes', 1, 5_000_000],
  ['a million changes', 1_000_000, 1],
])('C9 %s is more than a frame: the connection ends', async (_, count, size) => {
  const document = await stage.document()
  const { connection } = await document.join(document.mallory)
  const changes = new Uint8Array(count * (size + 1)).fill(1)
  connection.sendBytes(new Uint8Array([1, 1, ...changes.subarray(0, limits.maxFrameBytes)]))
  await connection.closed()
  await document.isUnharmed([undefined])
})

test('C9 more changes than a push holds, in a frame that is small enough', async () => {
  const document = await stage.document()
  const { connection } = await document.join(document.mallory)
  connection.sendBytes(new Uint8Array([1, 0x81, 4, ...new Array<number>(2 * 513).fill(0)]))
  expect(await connection.next(isError)).toMatchObject({ rseq: 0 })
  expect(stage.server.lines).toHaveLength(1)
  stage.server.lines.length = 0
  await document.isUnharmed([])
})

test('C11 the same element deleted again and again: as many rows, and nothing else', async () => {
  const document = await stage.document()
  const { connection, doc } = await document.join(document.mallory)
  const first = typed(doc)
  const operation = { kind: 'delete', replica: first.replica, counter: first.counter, length: 1 } as const
  const deletions = Array.from({ length: 400 }, (_, at): Change => {
    return { ...first, rseq: 2 + at, lamport: 2, counter: 1, operations: [operation] }
  })
  connection.send({ kind: 'push', changes: [first, ...deletions].map(encodeChange) })
  await connection.next(() => ownRows(connection.received) === 401 || connection.received.some(isError))
  await document.isUnharmed([], 401)
})

test('C12 a document that is full takes deletions, and nothing else', async () => {
  const document = await stage.document()
  const { connection, doc } = await document.join(document.mallory)
  const first = typed(doc)
  connection.send({ kind: 'push', changes: [encodeChange(first)] })
  await connection.next(isOwnEcho)
  const { pool } = stage.server.db
  const fill = 'UPDATE document SET characters = characters + $2 WHERE id = $1'
  await pool.query(fill, [document.id, limits.maxDocumentCharacters])
  connection.send({ kind: 'push', changes: [encodeChange(typed(doc))] })
  expect(await connection.next(isError)).toMatchObject({ code: 'document_full', rseq: 2 })
  const operation = { kind: 'delete', replica: first.replica, counter: first.counter, length: 1 } as const
  const deletion: Change = { ...first, rseq: 2, lamport: 2, counter: 1, operations: [operation] }
  connection.received.length = 0
  connection.send({ kind: 'push', changes: [encodeChange(deletion)] })
  await connection.next(isOwnEcho)
  await pool.query(fill, [document.id, -limits.maxDocumentCharacters])
  await document.isUnharmed(['document_full'], 2)
})

test('C13 C14 odd text is the same for everybody, to the last unit', async () => {
  const odd = `a\u0000b\ufeffc${'e\u0301'.repeat(1)}${'\u0301'.repeat(1_000)}\u202e\u2066d\r\ne\rf\u2028g😀`
  const document = await stage.document()
  const [typing, watching] = document.sessions
  typing.edit([{ from: 0, to: 0, insert: odd }])
  await settled(typing)
  await document.isUnharmed([], 1)
  expect(watching.doc?.toString()).toBe(`!${odd}start`)
  const late = stage.server.open(document.bob, document.id)
  await settled(late)
  expect(late.doc?.toString()).toBe(`!${odd}start`)
})

describe('C16 more than a person may push', () => {
  test('a client that does not wait is told once, then cut; what was taken is in the log, in order, and the rest is not', async () => {
    await using tight = await hostileStage({
      limits: 'pushesPerSecond=1,pushBurst=10,excessPerSecond=1,excessBurst=200',
    })
    const document = await tight.document()
    const { connection, doc } = await document.join(document.mallory)
    for (let count = 0; count < 1_000; count++) connection.send({ kind: 'push', changes: [encodeChange(typed(doc))] })
    await connection.closed()
    const told = connection.received.filter(isError)
    expect(told.map(({ code }) => code)).not.toContain('gap')
    expect(told.at(-1)).toMatchObject({ code: 'rate_limited', rseq: 0 })
    expect(told[0]).toMatchObject({ code: 'rate_limited', rseq: 11 })
    const rows = await readLog(tight.server.db, document.id, { after: 0, limit: 1000 })
    const theirs = rows.filter(({ userId }) => userId === document.mallory.id)
    expect(theirs.map(({ rseq }) => rseq)).toEqual(Array.from({ length: 10 }, (_, at) => at + 1))
    expect([...new Set(tight.server.lines.map(({ code }) => code))]).toEqual(
      expect.arrayContaining<unknown>(['rate_limited']),
    )
    tight.server.lines.length = 0
    await document.isUnharmed([], 10)
  })

  test('an honest client waits and sends again: everything arrives, once and in order', async () => {
    await using tight = await hostileStage({ limits: 'pushesPerSecond=10,pushBurst=5' })
    const alice = await tight.server.createUser('Alice')
    const { id } = await createDocument(tight.server.db, { owner: alice, text: '' })
    const session = tight.server.open(alice, id)
    await settled(session)
    const rescued: unknown[] = []
    session.on('rescued', (changes) => rescued.push(changes))
    for (let at = 0; at < 40; at++) {
      session.edit([{ from: at, to: at, insert: String(at % 10) }])
      // Each in a push of its own, faster than the server takes them.
      await Promise.resolve()
    }
    await settled(session)
    expect(tight.server.lines.map(({ code }) => code)).toEqual(['rate_limited'])
    expect(rescued).toEqual([])
    const rows = await readLog(tight.server.db, id, { after: 0, limit: 1000 })
    expect(rows.map(({ rseq }) => rseq)).toEqual(Array.from({ length: 40 }, (_, at) => at + 1))
    expect(session.doc?.toString()).toBe('0123456789'.repeat(4))
  })

  test('a paste of more than a person may write at once arrives as fast as they may, on the connection that it began on', async () => {
    await using tight = await hostileStage({ limits: 'characterBurst=70000,charactersPerSecond=70000' })
    const alice = await tight.server.createUser('Alice')
    const { id } = await createDocument(tight.server.db, { owner: alice, text: '' })
    const session = tight.server.open(alice, id)
    await settled(session)
    const states: string[] = []
    session.on('state', ({ phase }) => states.push(phase))
    const text = 'a paste, '.repeat(30_000)
    session.edit([{ from: 0, to: 0, insert: text }])
    await settled(session)
    expect(states).toEqual([])
    expect(tight.server.lines.map(({ code }) => code)).toEqual(['rate_limited'])
    const reader = tight.server.open(alice, id)
    await settled(reader)
    expect(reader.doc?.toString() === text).toBe(true)
  })

  test('what a document takes of all is limited too, and others have their share', async () => {
    await using tight = await hostileStage({ limits: 'documentChangesPerSecond=2,excessBurst=100000' })
    const document = await tight.document()
    const { connection, doc } = await document.join(document.mallory)
    const batch = () => Array.from({ length: 400 }, () => encodeChange(typed(doc)))
    for (let count = 0; count < 4; count++) connection.send({ kind: 'push', changes: batch() })
    expect(await connection.next(isError)).toMatchObject({ code: 'rate_limited', rseq: 801 })
    await connection.next(() => ownRows(connection.received) === 800)
    await document.isUnharmed(['rate_limited'], 800)
  })
})

test('C19 a document in the trash: whoever is in it is told, and what comes after is not taken', async () => {
  const document = await stage.document()
  const { connection, doc } = await document.join(document.mallory)
  await trashDocument(stage.server.db, { userId: document.alice.id }, document.id)
  connection.send({ kind: 'push', changes: [encodeChange(typed(doc))] })
  expect(await connection.next(isError)).toMatchObject({ code: 'document_trashed' })
  const rows = await readLog(stage.server.db, document.id, { after: 0, limit: 1000 })
  expect(rows.filter(({ userId }) => userId === document.mallory.id)).toEqual([])
})

function isOwnEcho(message: Downstream): boolean {
  return ownRows([message]) > 0
}

/** How many rows of its own a session was told of. */
function ownRows(received: readonly Downstream[]): number {
  const rows = received.flatMap((message) => (message.kind === 'echo' ? message.rows : []))
  return rows.filter((row) => row.kind === 'own').length
}
