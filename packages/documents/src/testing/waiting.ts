import type { TestDatabase } from '@tandem/db/factories'
import { expect } from 'vitest'

/** How many statements wait for a lock that somebody else holds. */
export async function waiting(db: TestDatabase): Promise<number> {
  const { rows } = await db.owner.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  )
  return rows[0]?.count ?? 0
}

/** What becomes of something that waits for a statement of somebody else's, and goes on when that is committed. */
export async function behind<T>(
  db: TestDatabase,
  [sql, values]: readonly [sql: string, values: readonly unknown[]],
  deed: () => Promise<T>,
): Promise<PromiseSettledResult<T>> {
  const before = await db.owner.connect()
  try {
    await before.query('BEGIN')
    await before.query(sql, [...values])
    const outcome = Promise.allSettled([deed()])
    await expect.poll(() => waiting(db)).toBe(1)
    await before.query('COMMIT')
    const [settled] = await outcome
    return settled
  } finally {
    await before.query('ROLLBACK')
    before.release()
  }
}
