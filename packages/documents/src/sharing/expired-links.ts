import type { Database } from '@tandem/db'
import { isId } from '../id.ts'
import { run, type Statement } from '../statement.ts'

/**
 * Ends the links whose time is over and by which somebody has something. A node of the collaboration server ends all of them
 * twice a second; whoever acts on behalf of a person asks this before anything else, so that no page and no answer is given by
 * such a link while no node runs, or before one came to it. Throws `DomainError('busy')`.
 */
export async function endExpiredLinks(db: Database, userId: string): Promise<void> {
  if (isId(userId)) await run(db, end, [userId])
}

const end: Statement<object> = {
  name: 'end_expired_links_of',
  // Where no link's time is over, which is nearly always, this is one look into an index.
  text: `SELECT CASE WHEN EXISTS (
      SELECT FROM share_link l JOIN permission p ON p.link_id = l.id
      WHERE p.user_id = $1 AND l.ended_at IS NULL AND l.expires_at <= now()
    ) THEN end_expired_links_of($1) END`,
}
