import type { ErrorCode, Role } from '@tandem/protocol'
import type { Statement } from '../statement.ts'

/** Something that runs one prepared statement, such as a connection of `pg`. */
export interface StatementRunner {
  query<Row extends object>(statement: { name: string; text: string; values: unknown[] }): Promise<{ rows: Row[] }>
}

/** What a server has open, as it knows it. */
export type KnownAccess = {
  readonly documents: readonly { readonly id: string; readonly revision: number }[]
  readonly signIns: readonly { readonly signInId: string; readonly userId: string }[]
}

/** Who may be in a document, and what it is called, as of one revision of it. */
export type DocumentAccess = {
  readonly revision: number
  readonly title: string
  readonly trashed: boolean
  readonly roles: ReadonlyMap<string, Role>
}

/** What is not as it was. */
export type AccessChanges = {
  /** Documents with another revision; null for one that is gone. */
  readonly documents: ReadonlyMap<string, DocumentAccess | null>
  /** Sign-ins that have ended, and the reason to tell. */
  readonly ended: ReadonlyMap<string, Extract<ErrorCode, 'auth_required' | 'account_disabled'>>
}

/**
 * Compares what a server has open with what is true now, in one statement, so as of one moment. The cost is one look-up
 * by key for each document and each sign-in that is open; only what changed travels. Links whose time is over end first,
 * so that no clock but the database's has a say.
 */
export async function findAccessChanges(connection: StatementRunner, known: KnownAccess): Promise<AccessChanges> {
  await connection.query({ ...endExpiredLinks, values: [] })
  const { rows } = await connection.query<ChangeRow>({
    name: compare.name,
    text: compare.text,
    values: [
      known.documents.map(({ id }) => id),
      known.documents.map(({ revision }) => revision),
      known.signIns.map(({ signInId }) => signInId),
      known.signIns.map(({ userId }) => userId),
    ],
  })
  const documents = new Map<string, DocumentAccess | null>()
  const ended = new Map<string, 'auth_required' | 'account_disabled'>()
  for (const row of rows) {
    if (row.kind === 'sign_in') ended.set(row.id, row.disabled ? 'account_disabled' : 'auth_required')
    else if (row.title === null) documents.set(row.id, null)
    else {
      documents.set(row.id, {
        revision: Number(row.revision),
        title: row.title,
        trashed: row.trashed,
        roles: new Map(Object.entries(row.roles ?? {})),
      })
    }
  }
  return { documents, ended }
}

type ChangeRow = {
  readonly kind: 'document' | 'sign_in'
  readonly id: string
  /** Null for a document that is gone, and for a sign-in. */
  readonly title: string | null
  readonly revision: string | null
  readonly trashed: boolean
  readonly roles: Readonly<Record<string, Role>> | null
  readonly disabled: boolean
}

const endExpiredLinks: Statement<object> = { name: 'end_expired_links', text: 'SELECT end_expired_links()' }

const compare: Statement<ChangeRow> = {
  name: 'find_access_changes',
  text: `SELECT 'document' AS kind, k.id, d.title, d.revision, d.trashed_at IS NOT NULL AS trashed,
      (SELECT json_object_agg(p.user_id, p.role) FROM permission p WHERE p.document_id = d.id) AS roles,
      false AS disabled
    FROM unnest($1::text[], $2::bigint[]) k (id, revision) LEFT JOIN document d ON d.id = k.id
    WHERE d.revision IS DISTINCT FROM k.revision
    UNION ALL
    SELECT 'sign_in', k.id, NULL, NULL, false, NULL, u.disabled_at IS NOT NULL
    FROM unnest($3::text[], $4::text[]) k (id, user_id) LEFT JOIN "user" u ON u.id = k.user_id
    WHERE NOT EXISTS (
      SELECT FROM sign_in i WHERE i.id = k.id AND i.user_id = k.user_id AND i.expires_at > now()
    )`,
}
