import { connect } from '@tandem/db'
import { testDatabase } from '@tandem/db/factories'
import { describe, expect, test } from 'vitest'
import { createLogger } from './observability/logger.ts'
import { requireSafeDatabase, UnsafeConfiguration } from './preflight.ts'

const logger = createLogger('silent')

/** What the server says when it starts on a database to which something was done by its owner. */
async function problemsAfter(statements: readonly string[]): Promise<readonly string[]> {
  await using db = await testDatabase()
  const name = new URL(db.url).pathname.slice(1)
  for (const statement of statements) await db.owner.query(statement.replace('THIS', name))
  const started = connect(db.url)
  try {
    await requireSafeDatabase(started, logger)
    return []
  } catch (error) {
    if (error instanceof UnsafeConfiguration) return error.problems
    throw error
  } finally {
    await started.close()
  }
}

describe('G24 unsafe configuration does not start', () => {
  test('a migrated database is safe', async () => {
    expect(await problemsAfter([])).toEqual([])
  })

  const cases: readonly [name: string, statement: string, says: RegExp][] = [
    [
      'commits that do not wait for the disk',
      'ALTER DATABASE THIS SET synchronous_commit = off',
      /synchronous_commit = off/,
    ],
    [
      'a unique index is missing',
      'ALTER TABLE operation DROP CONSTRAINT operation_pkey',
      /operation\(document_id, seq\)/,
    ],
    [
      'another is',
      'DROP INDEX operation_document_id_replica_id_rseq_key',
      /operation\(document_id, replica_id, rseq\)/,
    ],
    ['rows of the log can be changed', 'GRANT UPDATE ON operation TO tandem_app', /may UPDATE rows of the log/],
    ['rows of the log can be removed', 'GRANT DELETE ON operation TO tandem_app', /may DELETE rows of the log/],
    ['the log is not guarded', 'ALTER TABLE operation DISABLE TRIGGER operation_append_only', /operation_append_only/],
    ['there are no tables', 'DROP SCHEMA public CASCADE; CREATE SCHEMA public', /can't be used/],
  ]
  test.each(cases)('%s', async (_, statement, says) => {
    expect(await problemsAfter([statement])).toEqual([expect.stringMatching(says)])
  })

  test('a wrong password is said, not waited for', async () => {
    await using db = await testDatabase()
    const url = new URL(db.url)
    url.password = 'not the password'
    const started = connect(url.href)
    await expect(requireSafeDatabase(started, logger)).rejects.toThrow(/can't be used: .*password/)
    await started.close()
  })
})
