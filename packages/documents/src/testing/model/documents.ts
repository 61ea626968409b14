import type { Actor } from '../../access/actor.ts'
import { mayShare } from '../../access/policy.ts'
import { titleSchema } from '../../accounts/person-text.ts'
import type { DocumentDetails } from '../../documents/get.ts'
import { newDocumentSchema } from '../../documents/new-document.ts'
import { DomainError } from '../../domain-error.ts'
import { assertDocumentId } from '../../id.ts'
import { parse } from '../../parse.ts'
import { askingInPerson, documentFor, documentToChange } from './may.ts'
import type { Tables } from './tables.ts'

/** Documents in the model. */
export class ModelDocuments {
  readonly #tables: Tables

  constructor(tables: Tables) {
    this.#tables = tables
  }

  /** As `createDocument`. */
  create(actor: Actor, input: { title?: string | undefined } = {}): { id: string } {
    const { title } = parse(newDocumentSchema, input)
    const { userId } = actor
    if (askingInPerson(this.#tables, userId).email === null) throw new DomainError('forbidden')
    const now = this.#tables.now()
    const id = this.#tables.newId()
    this.#tables.documents.set(id, {
      id,
      title,
      revision: 1,
      trashedAt: null,
      createdAt: now,
      editedAt: now,
      lamport: 0,
      characters: 0,
      permissions: new Map([[userId, { userId, role: 'owner', createdAt: now, linkId: null, roleWithoutLink: null }]]),
      links: new Map(),
      blocked: new Set(),
      editorsShare: false,
      invitations: new Map(),
      requests: new Map(),
      nextReplica: 1,
      replicas: new Map(),
      log: [],
      snapshots: new Map(),
    })
    return { id }
  }

  /** As `getDocument`. */
  get(actor: Actor, documentId: string): DocumentDetails {
    const document = documentFor(this.#tables, actor.userId, documentId, 'read')
    const { id, title, trashedAt, createdAt, editedAt, permissions, editorsShare } = document
    const own = permissions.get(actor.userId)
    if (!own) throw new DomainError('not_found')
    const { role, linkId } = own
    return {
      id,
      title,
      role,
      editorsShare,
      mayShare: mayShare({ role, byLink: linkId !== null, editorsShare }),
      trashedAt: trashedAt === null ? null : new Date(trashedAt),
      createdAt: new Date(createdAt),
      editedAt: new Date(editedAt),
    }
  }

  /** As `renameDocument`. */
  rename(actor: Actor, documentId: string, title: string): void {
    assertDocumentId(documentId)
    const next = parse(titleSchema, title)
    const document = documentToChange(this.#tables, actor.userId, documentId, 'rename')
    if (document.title === next) return
    document.title = next
    document.revision++
    this.#tables.notify({ channel: 'document', document: documentId })
  }

  /** As `trashDocument`. */
  trash(actor: Actor, documentId: string): void {
    this.#setTrashed(actor, documentId, true)
  }

  /** As `restoreDocument`. */
  restore(actor: Actor, documentId: string): void {
    this.#setTrashed(actor, documentId, false)
  }

  /** As `purge_document` in the database: one that is in the trash is gone for good. Whether there was one. */
  purge(documentId: string): boolean {
    if (this.#tables.documents.get(documentId)?.trashedAt == null) return false
    return this.#tables.documents.delete(documentId)
  }

  #setTrashed(actor: Actor, documentId: string, trashed: boolean): void {
    const document = documentToChange(this.#tables, actor.userId, documentId, 'trash')
    if ((document.trashedAt !== null) === trashed) return
    document.trashedAt = trashed ? this.#tables.now() : null
    document.revision++
    this.#tables.notify({ channel: 'access', document: documentId, user: null })
    this.#tables.notify({ channel: 'document', document: documentId })
  }
}
