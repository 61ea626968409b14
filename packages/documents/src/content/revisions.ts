import { type Change, changeExtent, decodeChange } from '@tandem/crdt'
import { upgradeChange } from '@tandem/crdt/format-1'
import type { Database } from '@tandem/db'
import type { SignInHolder } from '../accounts/sign-in.ts'
import { isId } from '../id.ts'
import { run, type Statement } from '../statement.ts'
import { maxRevisionPage } from './content-limits.ts'
import { requireReader } from './read-content.ts'

/** One step of a document's history: who did how much, and when. */
export type Revision = {
  readonly revision: number
  readonly at: Date
  readonly author: { readonly id: string; readonly name: string }
  /** Code units. What several people deleted at once counts for each of them. */
  readonly inserted: number
  readonly deleted: number
  /** Properties that it set or removed. */
  readonly properties: readonly string[]
}

/**
 * A document's history, the newest first: the revisions before `before`, or the last ones (null), and what the ones before
 * those are asked for with: null at the end. Throws as `readContent`.
 */
export async function listRevisions(
  db: Database,
  holder: SignInHolder,
  documentId: string,
  { before = null, limit = maxRevisionPage }: { before?: number | null | undefined; limit?: number | undefined } = {},
): Promise<{ readonly items: readonly Revision[]; readonly next: number | null }> {
  await requireReader(db, holder, documentId)
  const most = Math.min(limit, maxRevisionPage)
  const rows = isId(documentId) ? await run(db, list, [documentId, before, most]) : []
  const items = rows.map(({ seq, userId, name, at, payload }) => {
    const change = decodeChange(upgradeChange(payload))
    return {
      revision: Number(seq),
      at,
      author: { id: userId, name },
      inserted: changeExtent(change).characters,
      deleted: deletedBy(change),
      properties: change.operations.flatMap((operation) => ('key' in operation ? [operation.key] : [])),
    }
  })
  const last = items.at(-1)
  return { items, next: last && items.length === most && last.revision > 1 ? last.revision : null }
}

function deletedBy(change: Change): number {
  return change.operations.reduce((sum, operation) => sum + (operation.kind === 'delete' ? operation.length : 0), 0)
}

type RevisionRow = {
  readonly seq: string
  readonly userId: string
  readonly name: string
  readonly at: Date
  readonly payload: Uint8Array
}

const list: Statement<RevisionRow> = {
  name: 'list_revisions',
  text: `SELECT o.seq, o.user_id AS "userId", u.name, o.created_at AS at, o.payload
    FROM operation o JOIN "user" u ON u.id = o.user_id
    WHERE o.document_id = $1 AND ($2::bigint IS NULL OR o.seq < $2) ORDER BY o.seq DESC LIMIT $3`,
}
