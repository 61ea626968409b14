import type { TestDatabase } from '@tandem/db/factories'

/** How many statements wait for a lock that somebody else holds. */
export async function waiting(db: TestDatabase): Promise<number> {
  const { rows } = await db.owner.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  )
  return rows[0]?.count ?? 0
}
