import type { Database } from '@tandem/db'
import type { Role } from '@tandem/protocol'
import type { SignInHolder } from '../accounts/sign-in.ts'
import { DomainError } from '../domain-error.ts'
import { isId } from '../id.ts'
import { runOne, type Statement } from '../statement.ts'

/** What somebody who opens a document needs to know first. */
export type Access = {
  readonly role: Role
  readonly title: string
  readonly trashed: boolean
  /** Rises with every change of who has access, of the title, and of the trash: the higher one is the newer answer. */
  readonly revision: number
}

/**
 * The access of a signed-in person to a document as of now. For the collaboration server; a write is judged again in the
 * statement that makes it. Throws `DomainError`: `auth_required` when the sign-in has ended, `account_disabled`,
 * `not_found` without access as without a document.
 */
export async function openAccess(db: Database, holder: SignInHolder, documentId: string): Promise<Access> {
  const { userId, signInId } = holder
  if (!isId(userId) || !isId(signInId)) throw new DomainError('auth_required')
  // Who asks is judged first, so that somebody signed out learns that, whatever they ask for.
  const row = await runOne(db, access, [isId(documentId) ? documentId : '', userId, signInId])
  if (!row?.signedIn) throw new DomainError(row?.disabled ? 'account_disabled' : 'auth_required')
  if (row.role === null || row.title === null) throw new DomainError('not_found')
  return { role: row.role, title: row.title, trashed: row.trashed, revision: Number(row.revision) }
}

type AccessRow = {
  readonly signedIn: boolean
  readonly disabled: boolean
  readonly role: Role | null
  readonly title: string | null
  readonly trashed: boolean
  readonly revision: string | null
}

const access: Statement<AccessRow> = {
  name: 'open_access',
  text: `SELECT
      EXISTS (SELECT FROM sign_in i WHERE i.id = $3 AND i.user_id = u.id AND i.expires_at > now()) AS "signedIn",
      u.disabled_at IS NOT NULL AS disabled, p.role, d.title, d.trashed_at IS NOT NULL AS trashed, d.revision
    FROM "user" u
    LEFT JOIN permission p ON p.user_id = u.id AND p.document_id = $1
    LEFT JOIN document d ON d.id = p.document_id
    WHERE u.id = $2`,
}
