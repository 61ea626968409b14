import type { Database } from '@tandem/db'
import type { ErrorCode } from '@tandem/protocol'
import { expect, test } from 'vitest'
import { DomainError } from './domain-error.ts'
import { run } from './statement.ts'

const select = { name: 'select', text: 'SELECT 1' }

/** As much of a database as a statement sees. */
function failing(error: unknown, waitingCount = 0): Database {
  return { pool: { waitingCount, query: () => Promise.reject(error) } } as unknown as Database
}

const codes: [code: string, meaning: ErrorCode | null][] = [
  ['55P03', 'busy'],
  ['57014', 'busy'],
  ['40P01', 'busy'],
  ['40001', 'busy'],
  ['53300', 'busy'],
  ['53100', 'storage_full'],
  ['23505', null],
  ['57P01', null], // the server went away: what became of the statement is not known
]
test.each(codes)('an error %s is %s', async (code, meaning) => {
  const error = Object.assign(new Error('failed'), { code })
  if (meaning === null) await expect(run(failing(error), select, [])).rejects.toBe(error)
  else await expect(run(failing(error), select, [])).rejects.toMatchObject({ name: 'DomainError', code: meaning })
})

test('an error that goes on does not say which row it is about', async () => {
  const quoting = { detail: 'Key (email)=(alice@example.test) already exists.', where: 'alice@example.test' }
  const error = Object.assign(new Error('duplicate key'), { code: '23505', constraint: 'user_email_key', ...quoting })
  const thrown: unknown = await run(failing(error), select, []).catch((reason: unknown) => reason)
  expect({ ...Object(thrown) }).toEqual({ code: '23505', constraint: 'user_email_key' })
})

test('a pool without a free connection is busy', async () => {
  await expect(run(failing(new Error('timeout exceeded when trying to connect')), select, [])).rejects.toBeInstanceOf(
    DomainError,
  )
})

test('a pool with a long queue is not asked at all', async () => {
  await expect(run(failing(new Error('asked'), 1_000), select, [])).rejects.toMatchObject({ code: 'busy' })
})
