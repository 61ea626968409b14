import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { appendChanges } from './append.ts'
import { head, readLog } from './log.ts'
import { replicaOwner } from './replicas.ts'
import { a, append, b, db, document, log, short, stageAppend } from './testing/append-stage.ts'

stageAppend()

describe('an honest batch', () => {
  test('is appended in order, with dense seqs, the server’s time and the author of the replica', async () => {
    const entries = [a.next(), b.next(), a.next({ characters: 5 }), b.next({ characters: 0, lamports: 1 })]
    const appended = await appendChanges(db, document, entries)
    expect(appended.verdicts.map(short)).toEqual(['+1', '+2', '+3', '+4'])
    expect(appended.head).toBe(4)
    expect(await head(db, document)).toBe(4)
    const rows = await readLog(db, document, { after: 0, limit: 10 })
    expect(rows.map(({ payload, ...row }) => ({ ...row, payload: payload.toString() }))).toEqual(
      entries.map((entry, index) => ({
        seq: index + 1,
        replica: entry.replica,
        rseq: entry.rseq,
        userId: entry.user,
        at: appended.at,
        payload: entry.payload.toString(),
      })),
    )
    expect(await replicaOwner(db, document, a.replica)).toMatchObject({ lastRseq: 2, nextCounter: 6 })
    const stored = await db.prisma.document.findUniqueOrThrow({ where: { id: document } })
    expect(stored).toMatchObject({
      characters: 7n,
      lamport: BigInt(Math.max(a.lamport, b.lamport) - 1),
      editedAt: appended.at,
    })
  })

  test('keeps every byte of a payload, and its hash', async () => {
    const all = Uint8Array.from({ length: 256 }, (_, byte) => byte)
    const payloads = [
      all,
      all.slice().reverse(),
      new Uint8Array(),
      Uint8Array.of(0),
      Buffer.from('\\x"{},NULL'),
      new Uint8Array(48 * 1024).fill(0xff),
    ]
    // A view into a larger buffer: only its own bytes count.
    payloads.push(new Uint8Array(all.buffer, 10, 3))
    expect(await append(...payloads.map((payload) => a.next({ payload })))).toHaveLength(payloads.length)
    const rows = await readLog(db, document, { after: 0, limit: 10 })
    expect(rows.map(({ payload }) => [...payload])).toEqual(payloads.map((payload) => [...payload]))
    const hashes = await db.prisma.operation.findMany({ where: { documentId: document }, orderBy: { seq: 'asc' } })
    expect(hashes.map(({ hash }) => Buffer.from(hash).toString('hex'))).toEqual(
      payloads.map((payload) => createHash('sha256').update(payload).digest('hex')),
    )
  })

  test('may be empty', async () => {
    expect(await appendChanges(db, document, [])).toMatchObject({ head: 0, verdicts: [] })
  })

  test('has times that do not run against the order of the log', async () => {
    const first = await appendChanges(db, document, [a.next()])
    const second = await appendChanges(db, document, [a.next()])
    expect(second.at.getTime()).toBeGreaterThanOrEqual(first.at.getTime())
  })
})

describe('a repeated change', () => {
  test('is known, with its seq, and has no effect', async () => {
    const entries = [a.next(), a.next(), b.next()]
    await append(...entries)
    const before = await db.prisma.document.findUniqueOrThrow({ where: { id: document } })
    expect(await append(...entries)).toEqual(['=1', '=2', '=3'])
    expect(await db.prisma.document.findUniqueOrThrow({ where: { id: document } })).toEqual(before)
    expect(await log()).toEqual([`1 ${a.replica}:1`, `2 ${a.replica}:2`, `3 ${b.replica}:1`])
  })

  test('is known within its own batch, also in turns', async () => {
    const [one, two, three] = [a.next(), a.next(), b.next()]
    expect(await append(one, one, two, one, three, two, three)).toEqual(['+1', '=1', '+2', '=1', '+3', '=2', '=3'])
    expect(await log()).toHaveLength(3)
  })

  test('with other content is a fork, in its own batch and later; what follows goes on', async () => {
    const one = a.next()
    const fork = { ...one, payload: Buffer.from('other') }
    expect(await append(one, fork, a.next())).toEqual(['+1', 'replica_fork', '+2'])
    expect(await append(fork, a.next())).toEqual(['replica_fork', '+3'])
  })

  test('is not judged by its other fields: its content is its payload', async () => {
    const one = a.next()
    await append(one)
    expect(await append({ ...one, lamport: 77, counter: 9, references: new Map([[9, 9]]) })).toEqual(['=1'])
  })
})
