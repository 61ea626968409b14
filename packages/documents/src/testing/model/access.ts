import type { Access } from '../../access/access.ts'
import type { AccessChanges, DocumentAccess, KnownAccess } from '../../access/access-changes.ts'
import type { SignInHolder } from '../../accounts/sign-in.ts'
import { DomainError } from '../../domain-error.ts'
import type { ModelLinks } from './links.ts'
import type { Tables } from './tables.ts'

/** What a server asks of people's access, in the model. */
export class ModelAccess {
  readonly #tables: Tables
  readonly #links: ModelLinks

  constructor(tables: Tables, links: ModelLinks) {
    this.#tables = tables
    this.#links = links
  }

  /** As `openAccess`. */
  open({ userId, signInId }: SignInHolder, documentId: string): Access {
    if (!this.#tables.livingSignIn(signInId, userId)) throw new DomainError(this.#tables.signedOut(userId))
    const document = this.#tables.documents.get(documentId)
    const permission = document?.permissions.get(userId)
    if (!document || !permission) throw new DomainError('not_found')
    const { title, trashedAt, revision } = document
    return { role: permission.role, title, trashed: trashedAt !== null, revision }
  }

  /** As `findAccessChanges`. */
  changes(known: KnownAccess): AccessChanges {
    this.#links.endExpired()
    const documents = new Map<string, DocumentAccess | null>()
    for (const { id, revision } of known.documents) {
      const document = this.#tables.documents.get(id)
      if (!document) documents.set(id, null)
      else if (document.revision !== revision) {
        documents.set(id, {
          revision: document.revision,
          title: document.title,
          trashed: document.trashedAt !== null,
          roles: new Map([...document.permissions.values()].map(({ userId, role }) => [userId, role])),
        })
      }
    }
    const ended = new Map<string, 'auth_required' | 'account_disabled'>()
    for (const { signInId, userId } of known.signIns) {
      if (!this.#tables.livingSignIn(signInId, userId)) ended.set(signInId, this.#tables.signedOut(userId))
    }
    return { documents, ended }
  }
}
