import type { Database } from '@tandem/db'
import { run, type Statement } from '../statement.ts'

/** How often a collaboration server says who is there. */
export const tellHereMs = 10_000
/** For how long that counts: one that was not said in time is not missed at once. */
export const hereForMs = 2.5 * tellHereMs

/** Somebody in a document. */
export type Here = { readonly documentId: string; readonly userId: string }

/** Says who is in which document now; none twice. For the collaboration server: it asks no policy. */
export async function tellHere(db: Database, present: readonly Here[]): Promise<void> {
  const documents = present.map(({ documentId }) => documentId)
  const people = present.map(({ userId }) => userId)
  await run(db, tell, [documents, people, hereForMs])
}

const tell: Statement<object> = {
  name: 'tell_here',
  // In one order, so that two servers who say the same do not wait for each other. Whoever lost access is passed over.
  text: `WITH over AS (DELETE FROM here WHERE seen_at < now() - 10 * $3 * interval '1 ms')
    INSERT INTO here AS h (document_id, user_id, seen_at)
    SELECT p.document_id, p.user_id, now()
    FROM unnest($1::text[], $2::text[]) n (document_id, user_id) JOIN permission p USING (document_id, user_id)
    ORDER BY 1, 2
    ON CONFLICT (document_id, user_id) DO UPDATE SET seen_at = excluded.seen_at`,
}
