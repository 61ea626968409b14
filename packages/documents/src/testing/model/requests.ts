import type { Actor } from '../../access/actor.ts'
import { can } from '../../access/policy.ts'
import { DomainError } from '../../domain-error.ts'
import { assertDocumentId, isId } from '../../id.ts'
import { parse } from '../../parse.ts'
import { answerSchema, askSchema, type RequestNews } from '../../sharing/access-requests.ts'
import type { LinkRole } from '../../sharing/link.ts'
import { declinedQuietSeconds, maxAccessRequests } from '../../sharing/sharing-limits.ts'
import type { DocumentRow } from './document-row.ts'
import { askingInPerson, documentToChange } from './may.ts'
import { stronger } from './stronger.ts'
import type { Tables } from './tables.ts'

/** People who ask for access, in the model. */
export class ModelRequests {
  readonly #tables: Tables

  constructor(tables: Tables) {
    this.#tables = tables
  }

  /** As `requestAccess`. */
  ask({ userId }: Actor, documentId: string, input: { role: LinkRole; message?: string }): RequestNews | null {
    const { role } = parse(askSchema, input)
    if (!isId(documentId)) return null
    askingInPerson(this.#tables, userId)
    const document = this.#tables.documents.get(documentId)
    if (!document) return null
    this.note(document, userId, role)
    const request = document.requests.get(userId)
    if (!request || request.declinedAt !== null || request.isTold) return null
    request.isTold = true
    const { title, permissions } = document
    const owners = [...permissions.values()].flatMap(({ userId, role }) => {
      const user = this.#tables.users.get(userId)
      return can(role, 'own') && user?.email != null && user.disabledAt === null ? [{ email: user.email }] : []
    })
    return { documentId, title, owners }
  }

  /** As `request_access` in the database: that somebody asks is noted, unless there is a reason not to listen. */
  note(document: DocumentRow, userId: string, role: LinkRole): void {
    const { blocked, permissions, requests, trashedAt } = document
    const known = permissions.get(userId)
    if (trashedAt !== null || blocked.has(userId) || (known && stronger(known.role, role) === known.role)) return
    const waiting = [...requests.values()].filter(({ declinedAt }) => declinedAt === null)
    if (waiting.length >= maxAccessRequests) return
    const before = requests.get(userId)
    const quietSince = this.#tables.now() - declinedQuietSeconds * 1000
    if (before && (before.declinedAt === null || before.declinedAt >= quietSince)) return
    requests.set(userId, { role, declinedAt: null, isTold: false })
  }

  /** As `answerAccessRequest`. */
  answer(actor: Actor, documentId: string, userId: string, role: LinkRole | null): void {
    assertDocumentId(documentId)
    const given = parse(answerSchema, role)
    if (!isId(userId)) throw new DomainError('not_found')
    const document = documentToChange(this.#tables, actor.userId, documentId, 'share')
    const request = document.requests.get(userId)
    if (!request || request.declinedAt !== null) throw new DomainError('not_found')
    if (given === null) {
      request.declinedAt = this.#tables.now()
      return
    }
    document.requests.delete(userId)
    const known = document.permissions.get(userId)
    if (!known) {
      const createdAt = this.#tables.now()
      document.permissions.set(userId, { userId, role: given, createdAt, linkId: null, roleWithoutLink: null })
      document.revision++
    } else if (stronger(given, known.role) !== known.role) {
      Object.assign(known, { role: given, linkId: null, roleWithoutLink: null })
      document.revision += 2
    }
    this.#tables.notify({ channel: 'access', document: documentId, user: userId })
  }
}
