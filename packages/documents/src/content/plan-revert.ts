import { decodeChange } from '@tandem/crdt'
import { type RevertPlan, RevertPlanner } from '@tandem/crdt/revert'
import type { Database } from '@tandem/db'
import type { Actor } from '../access/actor.ts'
import { can } from '../access/policy.ts'
import { getDocument } from '../documents/get.ts'
import { DomainError } from '../domain-error.ts'
import { head, maxRows, readLog } from '../log/log.ts'
import { runOne, type Statement } from '../statement.ts'
import { maxRevertRows } from './content-limits.ts'
import { openDoc } from './open-doc.ts'
import { openingGate } from './read-content.ts'

/** Whose changes are to be taken back, and which. */
export type Reverted = {
  readonly userId: string
  /** Those of so many seconds until now; null for all. By the clock of the server, which dated them. */
  readonly seconds: number | null
}

/**
 * What an editor has to do so that somebody has written nothing since a moment, whatever others wrote meanwhile; and the
 * revision that was looked at. Changes nothing. Throws `DomainError`: `not_found`, `forbidden`, `document_trashed`, `busy`, and
 * `too_large` when too much was written since then.
 */
export async function planRevert(
  db: Database,
  actor: Actor,
  documentId: string,
  { userId, seconds }: Reverted,
): Promise<{ readonly plan: RevertPlan; readonly revision: number }> {
  await requireWriter(db, actor, documentId)
  const found = await openingGate(async () => {
    const revision = (await head(db, documentId)) ?? 0
    const since = await seqBefore(db, documentId, seconds)
    if (revision - since > maxRevertRows) {
      throw new DomainError(
        'too_large',
        'More was written since then than can be undone at once. Choose a later moment.',
      )
    }
    const { doc } = await openDoc(db, documentId, since)
    const planner = new RevertPlanner(doc)
    for (let seq = since; seq < revision; ) {
      const rows = await readLog(db, documentId, { after: seq, limit: Math.min(maxRows, revision - seq) })
      const last = rows.at(-1)
      if (!last) throw new DomainError('not_found')
      for (const row of rows) planner.add(decodeChange(row.payload), row.userId === userId)
      seq = last.seq
    }
    return { plan: planner.plan(), revision }
  })
  // Again: others may have kept it waiting for seconds, and there is text in a plan.
  await requireWriter(db, actor, documentId)
  return found
}

async function requireWriter(db: Database, actor: Actor, documentId: string): Promise<void> {
  const { role, trashedAt } = await getDocument(db, actor, documentId)
  if (!can(role, 'write')) throw new DomainError('forbidden')
  if (trashedAt) throw new DomainError('document_trashed')
}

/** The seq of the last row that is older than so many seconds; 0 when none is. */
async function seqBefore(db: Database, documentId: string, seconds: number | null): Promise<number> {
  if (seconds === null) return 0
  const row = await runOne(db, before, [documentId, seconds])
  return Number(row?.seq ?? 0)
}

const before: Statement<{ readonly seq: string }> = {
  name: 'seq_before',
  // From the end: as many rows are looked at as are read afterwards.
  text: `SELECT seq FROM operation WHERE document_id = $1 AND created_at < now() - make_interval(secs => $2)
    ORDER BY seq DESC LIMIT 1`,
}
