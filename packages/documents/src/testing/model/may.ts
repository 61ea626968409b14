import { type Action, can, mayShare } from '../../access/policy.ts'
import { DomainError } from '../../domain-error.ts'
import { assertDocumentId } from '../../id.ts'
import type { DocumentRow } from './document-row.ts'
import type { Tables, UserRow } from './tables.ts'

/**
 * The document, if the person may do that with it now. Throws `DomainError`: `not_found` for one that does not exist and
 * for one that is not shared with them alike, `forbidden`.
 */
export function documentFor(tables: Tables, userId: string, documentId: string, action: Action): DocumentRow {
  assertDocumentId(documentId)
  const document = tables.documents.get(documentId)
  const permission = document?.permissions.get(userId)
  if (!document || !permission) throw new DomainError('not_found')
  const { role, linkId } = permission
  const { editorsShare } = document
  const may = action === 'share' ? mayShare({ role, byLink: linkId !== null, editorsShare }) : can(role, action)
  if (!may) throw new DomainError('forbidden')
  return document
}

/** As `documentFor`, for what changes something: nothing is done by whose account was closed (`account_disabled`). */
export function documentToChange(tables: Tables, userId: string, documentId: string, action: Action): DocumentRow {
  const document = tables.documents.get(documentId)
  const isClosed = tables.users.get(userId)?.disabledAt != null
  if (isClosed && document?.permissions.has(userId)) throw new DomainError('account_disabled')
  return documentFor(tables, userId, documentId, action)
}

/** Who asks and may have no role yet. Throws `DomainError`: `auth_required` for nobody, `account_disabled`. */
export function askingInPerson(tables: Tables, userId: string): UserRow {
  const user = tables.users.get(userId)
  if (!user || user.disabledAt !== null) throw new DomainError(tables.signedOut(userId))
  return user
}
