import { createHash } from 'node:crypto'
import { type CreatedUser, createDocument, createUser, type TestDatabase, testDatabase } from '@tandem/db/factories'
import { limits } from '@tandem/protocol'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { restoreDocument, trashDocument } from '../documents/trash.ts'
import { ReplicaWriter, signInForTests, signInOf } from '../testing/replica-writer.ts'
import { appendChanges, type Verdict } from './append.ts'
import type { ChangeEntry } from './change-entry.ts'
import { head, readLog } from './log.ts'
import { replicaOwner } from './replicas.ts'

let db: TestDatabase
let alice: CreatedUser
let bob: CreatedUser
let viewer: CreatedUser
let stranger: CreatedUser

beforeAll(async () => {
  db = await testDatabase()
  alice = await createUser(db, { name: 'Alice' })
  bob = await createUser(db, { name: 'Bob' })
  viewer = await createUser(db, { name: 'Vera' })
  stranger = await createUser(db, { name: 'Sam' })
  for (const user of [viewer, stranger]) await signInForTests(db, user.id)
})
afterAll(() => db[Symbol.asyncDispose]())

let document: string
let a: ReplicaWriter
let b: ReplicaWriter
beforeEach(async () => {
  const made = await createDocument(db, {
    owner: alice,
    people: [
      { userId: bob.id, role: 'editor' },
      { userId: viewer.id, role: 'viewer' },
    ],
  })
  document = made.id
  a = await ReplicaWriter.issued(db, document, alice.id)
  b = await ReplicaWriter.issued(db, document, bob.id)
})

/** A verdict in one word: `+3` appended as seq 3, `=3` known as seq 3, else the refusal's code. */
function short(verdict: Verdict): string {
  if (verdict.status === 'refused') return verdict.code
  return `${verdict.status === 'appended' ? '+' : '='}${verdict.seq}`
}

async function append(...entries: ChangeEntry[]): Promise<string[]> {
  const { verdicts } = await appendChanges(db, document, entries)
  return verdicts.map(short)
}

async function log(): Promise<string[]> {
  const rows = await readLog(db, document, { after: 0, limit: 10_000 })
  return rows.map((row) => `${row.seq} ${row.replica}:${row.rseq}`)
}

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

describe('one refused entry', () => {
  const far = 2 ** 31 - 1
  const cases: [what: string, code: string, entry: () => Partial<ChangeEntry>][] = [
    ['from a stranger', 'not_found', () => ({ user: stranger.id })],
    ['from nobody', 'auth_required', () => ({ user: 'nobody' })],
    ['with a sign-in that is not there', 'auth_required', () => ({ signIn: 'missing' })],
    ['with the sign-in of somebody else', 'auth_required', () => ({ signIn: signInOf(bob.id) })],
    ['as somebody else', 'auth_required', () => ({ user: bob.id, signIn: signInOf(alice.id) })],
    ['from a viewer', 'forbidden', () => ({ user: viewer.id })],
    ['under another person’s replica', 'replica_invalid', () => ({ replica: b.replica })],
    ['under a replica that was not issued', 'replica_invalid', () => ({ replica: 999 })],
    ['with rseq 0', 'bad_change', () => ({ rseq: 0 })],
    ['with a negative rseq', 'bad_change', () => ({ rseq: -1 })],
    ['with one rseq left out', 'gap', () => ({ rseq: 2 })],
    ['with an rseq far ahead', 'gap', () => ({ rseq: far })],
    ['with a counter left out', 'bad_change', () => ({ counter: 1 })],
    ['with a negative counter', 'bad_change', () => ({ counter: -1 })],
    ['with negative characters', 'bad_change', () => ({ characters: -1 })],
    ['with negative times', 'bad_change', () => ({ lamports: -1 })],
    ['at time 0', 'bad_change', () => ({ lamport: 0 })],
    ['at a time that nobody has reached', 'bad_change', () => ({ lamport: 2 })],
    ['with times beyond what is exact', 'bad_change', () => ({ lamports: Number.MAX_SAFE_INTEGER + 1 })],
    ['that refers to its own new characters', 'unknown_dependency', () => ({ references: new Map([[a.replica, 0]]) })],
    ['that refers to an unknown character', 'unknown_dependency', () => ({ references: new Map([[b.replica, 0]]) })],
    ['that refers to an unknown replica', 'unknown_dependency', () => ({ references: new Map([[999, 0]]) })],
    ['beyond what a document holds', 'document_full', () => ({ characters: limits.maxDocumentCharacters + 1 })],
  ]
  test.each(cases)('%s: %s, and no effect', async (_, code, entry) => {
    expect(await append(a.peek(entry()))).toEqual([code])
    expect(await log()).toEqual([])
    expect(await append(a.next())).toEqual(['+1'])
  })

  test('of a document that does not exist', async () => {
    for (const id of ['nothing', '', 'a\0b', "'; --", 'x'.repeat(1000)]) {
      const { head, verdicts } = await appendChanges(db, id, [a.peek(), b.peek()])
      expect({ head, verdicts: verdicts.map(short) }).toEqual({ head: 0, verdicts: ['not_found', 'not_found'] })
    }
  })

  test('that refers to a character of another document', async () => {
    const other = await createDocument(db, { owner: alice })
    const writer = await ReplicaWriter.issued(db, other.id, alice.id)
    await ReplicaWriter.issued(db, other.id, alice.id)
    const third = await ReplicaWriter.issued(db, other.id, alice.id)
    await appendChanges(db, other.id, [writer.next({ characters: 9 }), third.next()])
    expect(await append(a.peek({ references: new Map([[third.replica, 0]]) }))).toEqual(['unknown_dependency'])
  })

  test('whose time does not follow its own replica’s', async () => {
    await append(a.next({ characters: 5 }))
    expect(await append(a.peek({ lamport: 5 }))).toEqual(['bad_change'])
    expect(await append(a.peek({ lamport: 6 }))).toEqual(['+2'])
  })

  test('whose time does not follow its own replica’s, which a change without a tick leaves as it was', async () => {
    await append(a.next({ characters: 5 }))
    expect(await append(a.peek({ lamport: 5, characters: 0 }))).toEqual(['bad_change'])
    expect(await append(a.next({ lamport: 6, characters: 0 }), a.peek({ lamport: 7 }))).toEqual(['+2', 'bad_change'])
    expect(await append(a.next({ lamport: 6, characters: 0 }), a.next({ lamport: 6 }))).toEqual(['+3', '+4'])
    const stored = await db.prisma.document.findUniqueOrThrow({ where: { id: document } })
    expect(stored).toMatchObject({ head: 4n, characters: 6n, lamport: 6n })
  })

  test('into a document in the trash: after the role, before anything else', async () => {
    await trashDocument(db, { userId: alice.id }, document)
    const verdicts = await append(
      a.peek(),
      a.peek({ user: viewer.id }),
      a.peek({ user: stranger.id }),
      a.peek({ rseq: 9 }),
    )
    expect(verdicts).toEqual(['document_trashed', 'forbidden', 'not_found', 'document_trashed'])
    await restoreDocument(db, { userId: alice.id }, document)
    expect(await append(a.next())).toEqual(['+1'])
  })

  test('in a full document, where deleting goes on', async () => {
    await db.pool.query('UPDATE document SET characters = $2 WHERE id = $1', [
      document,
      limits.maxDocumentCharacters - 2,
    ])
    expect(await append(a.peek({ characters: 3 }))).toEqual(['document_full'])
    expect(await append(a.next({ characters: 2 }))).toEqual(['+1'])
    expect(await append(a.peek({ characters: 1 }), a.next({ characters: 0 }))).toEqual(['document_full', '+2'])
  })
})

describe('a batch with a refused entry in the middle', () => {
  test('refuses what depends on it and takes the rest', async () => {
    const start = a.next({ characters: 3 })
    const bad = a.peek({ lamport: 1 }) // not after its own
    const after = { ...a.peek(), rseq: a.rseq + 1, counter: a.counter + 1 }
    const refers = b.peek({ references: new Map([[a.replica, 3]]) })
    const fine = b.peek({ references: new Map([[a.replica, 2]]), lamport: 2 })
    expect(await append(start, bad, after, refers, fine, a.peek())).toEqual([
      '+1',
      'bad_change',
      'gap',
      'unknown_dependency',
      '+2',
      '+3',
    ])
    expect(await log()).toEqual([`1 ${a.replica}:1`, `2 ${b.replica}:1`, `3 ${a.replica}:2`])
  })

  test('counts references to earlier entries of the same batch', async () => {
    const entries = [
      a.next({ characters: 2 }),
      b.next({ lamport: 3, references: new Map([[a.replica, 1]]) }),
      a.next({
        references: new Map([
          [b.replica, 0],
          [a.replica, 1],
        ]),
      }),
    ]
    expect(await append(...entries)).toEqual(['+1', '+2', '+3'])
  })

  test('reads each entry’s own references, also after refused ones', async () => {
    await append(a.next({ characters: 4 }))
    const refused = b.peek({
      rseq: 5,
      references: new Map([
        [a.replica, 3],
        [b.replica, 0],
        [77, 1],
      ]),
    })
    const unknown = b.peek({ references: new Map([[a.replica, 4]]) })
    const fine = b.peek({ references: new Map([[a.replica, 3]]) })
    expect(await append(refused, unknown, fine)).toEqual(['gap', 'unknown_dependency', '+2'])
  })
})

describe('concurrency', () => {
  test('eight writers over all connections: dense seqs, nothing lost, nothing doubled, each in its order', async () => {
    const writers = await Promise.all(
      Array.from({ length: 8 }, (_, index) => ReplicaWriter.issued(db, document, index % 2 ? alice.id : bob.id)),
    )
    const batches = 25
    const size = 4
    const seen: number[] = []
    await Promise.all(
      writers.map(async (writer) => {
        for (let n = 0; n < batches; n++) {
          // Own times only: what the others wrote has not been seen.
          const entries = Array.from({ length: size }, () => writer.next())
          const { verdicts } = await appendChanges(db, document, entries)
          const again = await appendChanges(db, document, entries)
          expect(again.verdicts.map(short)).toEqual(verdicts.map((verdict) => short(verdict).replace('+', '=')))
          for (const verdict of verdicts) if (verdict.status === 'appended') seen.push(verdict.seq)
        }
      }),
    )
    const total = writers.length * batches * size
    const dense = Array.from({ length: total }, (_, index) => index + 1)
    expect(seen.sort((x, y) => x - y)).toEqual(dense)
    const rows = await readLog(db, document, { after: 0, limit: total + 1 })
    expect(rows.map(({ seq }) => seq)).toEqual(dense)
    for (const writer of writers) {
      const own = rows.filter(({ replica }) => replica === writer.replica).map(({ rseq }) => rseq)
      expect(own).toEqual(Array.from({ length: batches * size }, (_, index) => index + 1))
    }
    expect(rows.map(({ at }) => at.getTime())).toEqual(rows.map(({ at }) => at.getTime()).sort((x, y) => x - y))
  })

  test('a reader of the log never sees a gap while it grows', async () => {
    const writers = await Promise.all([1, 2, 3, 4].map(() => ReplicaWriter.issued(db, document, alice.id)))
    let writing = writers.length
    const write = async (writer: ReplicaWriter) => {
      for (let n = 0; n < 40; n++) await appendChanges(db, document, [writer.next(), writer.next()])
      writing--
    }
    const read = async () => {
      let cursor = 0
      while (cursor < 4 * 80) {
        const stillWriting = writing > 0
        const rows = await readLog(db, document, { after: cursor, limit: 1000 })
        expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, index) => cursor + 1 + index))
        cursor += rows.length
        if (!stillWriting && !rows.length) break
      }
      return cursor
    }
    const [cursor] = await Promise.all([read(), ...writers.map(write)])
    expect(cursor).toBe(4 * 80)
  })

  const withdrawals: [what: string, code: string, call: string][] = [
    ['removed', 'not_found', "set_person_role($1, $2, '{owner}', $3, NULL)"],
    ['made a viewer', 'forbidden', "set_person_role($1, $2, '{owner}', $3, 'viewer')"],
    ['locked out by the trash', 'document_trashed', "set_trashed($1, $2, '{owner}', $3::text IS NOT NULL)"],
  ]
  test.each(withdrawals)(
    'a person who is %s while they write: nothing of theirs commits afterwards',
    async (_, code, call) => {
      const writers = await Promise.all([1, 2, 3, 4].map(() => ReplicaWriter.issued(db, document, bob.id)))
      const write = async (writer: ReplicaWriter) => {
        for (;;) {
          const { verdicts } = await appendChanges(db, document, [writer.next(), writer.next()])
          const refused = verdicts.filter(({ status }) => status === 'refused')
          // One statement sees one answer: never half a batch.
          expect([0, verdicts.length]).toContain(refused.length)
          if (refused.length) return verdicts.map(short)
        }
      }
      const all = Promise.all(writers.map(write))
      while ((await head(db, document)) === 0);
      // In a transaction of its own, to read the head while the row is still locked: at the very moment of the commit.
      const client = await db.pool.connect()
      await client.query('BEGIN')
      await client.query(`SELECT ${call}`, [document, alice.id, bob.id])
      const { rows } = await client.query('SELECT head FROM document WHERE id = $1', [document])
      await client.query('COMMIT')
      client.release()
      for (const verdicts of await all) expect(verdicts).toEqual([code, code])
      expect(await head(db, document)).toBe(Number(rows[0].head))
    },
  )

  test('a lock that somebody else holds is `busy`, and nothing is committed', async () => {
    const client = await db.pool.connect()
    try {
      // Idle in a transaction for longer than is allowed: the server ends it, so the session's own limit is lifted.
      await client.query('SET idle_in_transaction_session_timeout = 0')
      await client.query('BEGIN')
      await client.query('SELECT FROM document WHERE id = $1 FOR UPDATE', [document])
      await expect(appendChanges(db, document, [a.peek()])).rejects.toMatchObject({ code: 'busy' })
      await client.query('ROLLBACK')
    } finally {
      client.release(true)
    }
    expect(await log()).toEqual([])
    expect(await append(a.next())).toEqual(['+1'])
  })
})

describe('the log is append-only', () => {
  const statements = [
    'UPDATE operation SET payload = $$x$$ WHERE document_id = $1',
    'UPDATE operation SET seq = seq + 100 WHERE document_id = $1',
    'DELETE FROM operation WHERE document_id = $1',
    'DELETE FROM replica WHERE document_id = $1',
    'DELETE FROM document WHERE id = $1',
  ]
  test.each(statements)('%s is refused', async (statement) => {
    await append(a.next(), a.next())
    await expect(db.owner.query(statement, [document])).rejects.toMatchObject({ message: 'the log is append-only' })
    await expect(db.pool.query(statement, [document])).rejects.toMatchObject({ code: '42501' })
    expect(await log()).toHaveLength(2)
  })

  test('TRUNCATE is refused', async () => {
    await append(a.next())
    await expect(db.owner.query('TRUNCATE operation')).rejects.toMatchObject({ message: 'the log is append-only' })
    await expect(db.owner.query('TRUNCATE document CASCADE')).rejects.toMatchObject({
      message: 'the log is append-only',
    })
  })

  test('a row that skips the function still cannot take a known seq, rseq or an unknown replica', async () => {
    await append(a.next())
    const insert = (seq: number, replica: number, rseq: number) =>
      db.pool.query(
        `INSERT INTO operation (document_id, seq, replica_id, rseq, user_id, payload, hash, created_at)
          VALUES ($1, $2, $3, $4, $5, '', sha256(''), now())`,
        [document, seq, replica, rseq, alice.id],
      )
    await expect(insert(1, a.replica, 2)).rejects.toMatchObject({ code: '23505' })
    await expect(insert(2, a.replica, 1)).rejects.toMatchObject({ code: '23505' })
    await expect(insert(2, 999, 1)).rejects.toMatchObject({ code: '23503' })
  })

  test('a purge removes one document from the trash with its log, and only that', async () => {
    await append(a.next(), b.next())
    const other = await createDocument(db, { owner: alice, trashed: true })
    const purge = async (id: string) =>
      (await db.pool.query('SELECT purge_document($1) AS purged', [id])).rows[0].purged
    expect(await purge(document)).toBe(false)
    expect(await log()).toHaveLength(2)
    await trashDocument(db, { userId: alice.id }, document)
    await expect(
      db.pool.query(
        `SELECT set_config('tandem.purging', '${other.id}', true); DELETE FROM document WHERE id = '${document}'`,
      ),
    ).rejects.toMatchObject({ message: 'the log is append-only' })
    expect(await purge(document)).toBe(true)
    expect(await head(db, document)).toBeNull()
    expect(await log()).toEqual([])
    expect(await head(db, other.id)).toBe(0)
  })
})
