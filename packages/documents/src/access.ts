import type { Database } from '@tandem/db'
import type { Role } from '@tandem/protocol'
import { isId } from './id.ts'
import { runOne, type Statement } from './statement.ts'

/** What somebody who opens a document needs to know first. */
export type Access = { readonly role: Role; readonly title: string; readonly trashed: boolean }

const access: Statement<Access> = {
  name: 'role_of',
  text: `SELECT p.role, d.title, d.trashed_at IS NOT NULL AS trashed
    FROM permission p JOIN document d ON d.id = p.document_id
    WHERE p.document_id = $1 AND p.user_id = $2`,
}

/**
 * The role of a person in a document as of now, or null when there is no such document for them. For the
 * collaboration server; a write is checked again in the statement that makes it.
 */
export async function roleOf(db: Database, userId: string, documentId: string): Promise<Access | null> {
  if (!isId(userId) || !isId(documentId)) return null
  return runOne(db, access, [documentId, userId])
}
