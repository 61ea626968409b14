import { brotliDecompressSync } from 'node:zlib'
import { expandSnapshot } from '@tandem/crdt/compact'
import type { Database } from '@tandem/db'
import type { Role } from '@tandem/protocol'

/** What the database says, read past everything that is tested: in SQL of our own, without the product's queries. */

/** Everybody's role in a document. */
export async function rolesIn(db: Database, doc: string): Promise<Record<string, Role>> {
  const { rows } = await db.pool.query<{ user: string; role: Role }>(
    'SELECT user_id AS "user", role FROM permission WHERE document_id = $1',
    [doc],
  )
  return Object.fromEntries(rows.map(({ user, role }) => [user, role]))
}

/** A document's own row. */
export async function documentRow(
  db: Database,
  doc: string,
): Promise<{ readonly title: string; readonly trashed: boolean; readonly head: number }> {
  const { rows } = await db.pool.query<{ title: string; trashed: boolean; head: string }>(
    'SELECT title, trashed_at IS NOT NULL AS trashed, head FROM document WHERE id = $1',
    [doc],
  )
  const [row] = rows
  if (!row) throw new Error(`document ${doc} is gone`)
  return { ...row, head: Number(row.head) }
}

/** A row of the log. */
export type FactRow = {
  readonly seq: number
  readonly replica: number
  readonly rseq: number
  readonly user: string
  readonly payload: Uint8Array
}

/** The whole log, as it is kept. */
export async function logRows(db: Database, doc: string): Promise<FactRow[]> {
  const all: FactRow[] = []
  for (;;) {
    const { rows } = await db.pool.query<Omit<FactRow, 'seq' | 'rseq'> & { seq: string; rseq: string }>(
      `SELECT seq, replica_id AS replica, rseq, user_id AS "user", payload FROM operation
       WHERE document_id = $1 AND seq > $2 ORDER BY seq LIMIT 5000`,
      [doc, all.at(-1)?.seq ?? 0],
    )
    if (rows.length === 0) return all
    for (const row of rows) all.push({ ...row, seq: Number(row.seq), rseq: Number(row.rseq) })
  }
}

/** Whom each replica was issued to. */
export async function replicaOwners(db: Database, doc: string): Promise<[replica: number, user: string][]> {
  const { rows } = await db.pool.query<{ id: number; user: string }>(
    'SELECT id, user_id AS "user" FROM replica WHERE document_id = $1',
    [doc],
  )
  return rows.map(({ id, user }) => [id, user])
}

/** The snapshots that are kept, unpacked; `state` is null for bytes that nothing can be unpacked from. */
export async function snapshotRows(
  db: Database,
  doc: string,
): Promise<{ readonly seq: number; readonly state: Uint8Array | null; readonly digest: string }[]> {
  const { rows } = await db.pool.query<{ seq: string; coding: string; state: Uint8Array; digest: string }>(
    'SELECT seq, coding, state, digest FROM snapshot WHERE document_id = $1 ORDER BY seq',
    [doc],
  )
  return rows.map(({ seq, coding, state, digest }) => ({ seq: Number(seq), state: unpacked(coding, state), digest }))
}

function unpacked(coding: string, state: Uint8Array): Uint8Array | null {
  try {
    return expandSnapshot(coding === 'brotli' ? brotliDecompressSync(state) : state)
  } catch {
    return null
  }
}
