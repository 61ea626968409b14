import { describe, expect, test } from 'vitest'
import { ReplicaWriter } from '../testing/replica-writer.ts'
import { appendChanges } from './append.ts'
import { head, readLog } from './log.ts'
import { a, alice, append, bob, db, document, log, short, stageAppend } from './testing/append-stage.ts'

stageAppend()

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
