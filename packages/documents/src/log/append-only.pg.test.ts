import { createDocument } from '@tandem/db/factories'
import { describe, expect, test } from 'vitest'
import { trashDocument } from '../documents/trash.ts'
import { head } from './log.ts'
import { a, alice, append, b, db, document, log, stageAppend } from './testing/append-stage.ts'

stageAppend()

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
