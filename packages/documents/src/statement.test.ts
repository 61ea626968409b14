import type { Database } from '@tandem/db'
import { expect, test } from 'vitest'
import { DomainError } from './domain-error.ts'
import { run } from './statement.ts'

const select = { name: 'select', text: 'SELECT 1' }

/** As much of a database as a statement sees. */
function failing(error: unknown, waitingCount = 0): Database {
  return { pool: { waitingCount, query: () => Promise.reject(error) } } as unknown as Database
}

const codes: [code: string, busy: boolean][] = [
  ['55P03', true],
  ['57014', true],
  ['40P01', true],
  ['40001', true],
  ['53300', true],
  ['23505', false],
  ['57P01', false], // the server went away: what became of the statement is not known
  ['53100', false], // the disk is full
]
test.each(codes)('an error %s is busy: %s', async (code, busy) => {
  const error = Object.assign(new Error('failed'), { code })
  if (!busy) await expect(run(failing(error), select, [])).rejects.toBe(error)
  await expect(run(failing(error), select, [])).rejects.toMatchObject({ code: busy ? 'busy' : code })
})

test('a pool without a free connection is busy', async () => {
  await expect(run(failing(new Error('timeout exceeded when trying to connect')), select, [])).rejects.toBeInstanceOf(
    DomainError,
  )
})

test('a pool with a long queue is not asked at all', async () => {
  await expect(run(failing(new Error('asked'), 1_000), select, [])).rejects.toMatchObject({ code: 'busy' })
})
