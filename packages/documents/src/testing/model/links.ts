import type { Actor } from '../../access/actor.ts'
import { DomainError } from '../../domain-error.ts'
import { assertDocumentId, isId } from '../../id.ts'
import { parse } from '../../parse.ts'
import {
  type LinkChange,
  type LinkRole,
  linkChangeSchema,
  maxLinksPerDocument,
  type NewLink,
  newLinkSchema,
} from '../../sharing/link.ts'
import { isAddressOf, linkIdIn } from '../../sharing/link-address.ts'
import type { LinkKey, LinkOffer } from '../../sharing/open-link.ts'
import type { DocumentRow, LinkRow } from './document-row.ts'
import { askingInPerson, documentToChange } from './may.ts'
import type { ModelRequests } from './requests.ts'
import { stronger } from './stronger.ts'
import type { Tables } from './tables.ts'

/** What a link is made with. */
type LinkBeginning = Pick<LinkRow, 'name' | 'role' | 'expiresAt' | 'password' | 'general'>

/** Links that give access, in the model. */
export class ModelLinks {
  readonly #tables: Tables
  readonly #requests: ModelRequests

  constructor(tables: Tables, requests: ModelRequests) {
    this.#tables = tables
    this.#requests = requests
  }

  /** As `createLink`. */
  create(actor: Actor, documentId: string, input: NewLink): { id: string } {
    assertDocumentId(documentId)
    const link = parse(newLinkSchema, input)
    const document = documentToChange(this.#tables, actor.userId, documentId, 'share')
    return this.#create(document, { ...link, expiresAt: link.expiresAt?.getTime() ?? null, general: false })
  }

  /** As `setGeneralAccess`; says which link it is, if there is one now. */
  setGeneral(actor: Actor, documentId: string, role: LinkRole | null): { id: string } | null {
    assertDocumentId(documentId)
    const document = documentToChange(this.#tables, actor.userId, documentId, 'share')
    const link = [...document.links.values()].find(({ general }) => general)
    if (role === null) {
      if (link) this.remove(actor, documentId, link.id)
      return null
    }
    if (!link) return this.#create(document, { name: '', role, expiresAt: null, password: null, general: true })
    const { id, name, expiresAt } = link
    const until = expiresAt !== null && expiresAt > this.#tables.now() ? new Date(expiresAt) : null
    this.change(actor, documentId, id, { name, role, expiresAt: until })
    return { id }
  }

  /** As `changeLink`. */
  change(actor: Actor, documentId: string, linkId: string, input: LinkChange): void {
    assertDocumentId(documentId)
    const { name, role, expiresAt, password } = parse(linkChangeSchema, input)
    const { document, link } = this.#linkFor(actor, documentId, linkId)
    const isOtherRole = link.role !== role
    link.name = name
    link.role = role
    link.expiresAt = expiresAt?.getTime() ?? null
    link.hasEnded = false
    if (password !== undefined) link.password = password
    if (!isOtherRole) return
    for (const permission of document.permissions.values()) {
      if (permission.linkId !== linkId) continue
      permission.role = stronger(role, permission.roleWithoutLink)
      document.revision += 2
    }
    this.#tables.notify({ channel: 'access', document: documentId, user: null })
  }

  /** As `setLinkApproval`. */
  setApproval(actor: Actor, documentId: string, linkId: string, approval: boolean): void {
    assertDocumentId(documentId)
    this.#linkFor(actor, documentId, linkId).link.approval = approval
  }

  /** As `renewLink`. */
  renew(actor: Actor, documentId: string, linkId: string): void {
    assertDocumentId(documentId)
    const { document, link } = this.#linkFor(actor, documentId, linkId)
    link.generation++
    this.#dropAccess(document, linkId)
    this.#tables.notify({ channel: 'access', document: documentId, user: null })
  }

  /** As `removeLink`. */
  remove(actor: Actor, documentId: string, linkId: string): void {
    assertDocumentId(documentId)
    const { document } = this.#linkFor(actor, documentId, linkId)
    document.links.delete(linkId)
    this.#dropAccess(document, linkId)
    this.#tables.notify({ channel: 'access', document: documentId, user: null })
  }

  /** As `linkOffer`. */
  offer(secret: string, address: string): LinkOffer {
    const { role, password } = this.#find(secret, address).link
    return { role, needsPassword: password !== null }
  }

  /** As `openLink`. */
  open(secret: string, actor: Actor, key: LinkKey): { documentId: string } {
    const { userId } = actor
    const { document, link } = this.unlocked(secret, key)
    askingInPerson(this.#tables, userId)
    if (document.blocked.has(userId)) throw new DomainError('not_found')
    const permission = document.permissions.get(userId)
    if (permission && stronger(link.role, permission.role) === permission.role) return { documentId: document.id }
    if (link.approval) {
      this.#requests.note(document, userId, link.role)
      throw new DomainError('forbidden')
    }
    if (!permission) {
      const createdAt = this.#tables.now()
      document.permissions.set(userId, { userId, role: link.role, createdAt, linkId: link.id, roleWithoutLink: null })
      document.revision++
    } else {
      permission.roleWithoutLink = permission.linkId === null ? permission.role : permission.roleWithoutLink
      permission.role = link.role
      permission.linkId = link.id
      document.revision += 2
    }
    link.uses++
    this.#tables.notify({ channel: 'access', document: document.id, user: userId })
    return { documentId: document.id }
  }

  /** The link of an address that is right, tried with the right password. Throws as `openLink`. */
  unlocked(secret: string, { address, password }: LinkKey): { document: DocumentRow; link: LinkRow } {
    const found = this.#find(secret, address)
    if (found.link.password !== null && found.link.password !== password) {
      throw new DomainError('forbidden', undefined, 'password')
    }
    return found
  }

  /** As `end_expired_links` in the database: what people have by links whose time is over is theirs no more. */
  endExpired(): void {
    const now = this.#tables.now()
    const over = [...this.#tables.documents.values()].flatMap((document) =>
      [...document.links.values()].flatMap((link) =>
        link.hasEnded || link.expiresAt === null || link.expiresAt > now ? [] : { document, link, at: link.expiresAt },
      ),
    )
    for (const { document, link } of over.sort((a, b) => a.at - b.at)) {
      link.hasEnded = true
      this.#dropAccess(document, link.id)
    }
    // Postgres tells once what one transaction says twice.
    const documents = new Set(over.map(({ document }) => document.id))
    for (const document of documents) this.#tables.notify({ channel: 'access', document, user: null })
  }

  #create({ links }: DocumentRow, link: LinkBeginning): { id: string } {
    if (links.size >= maxLinksPerDocument) throw new DomainError('conflict')
    const id = this.#tables.newId()
    links.set(id, { ...link, id, generation: 1, uses: 0, approval: false, hasEnded: false })
    return { id }
  }

  #linkFor(actor: Actor, documentId: string, linkId: string): { document: DocumentRow; link: LinkRow } {
    if (!isId(linkId)) throw new DomainError('not_found')
    const document = documentToChange(this.#tables, actor.userId, documentId, 'share')
    const link = document.links.get(linkId)
    if (!link) throw new DomainError('not_found')
    return { document, link }
  }

  #find(secret: string, address: string): { document: DocumentRow; link: LinkRow } {
    const id = linkIdIn(address) ?? ''
    for (const document of this.#tables.documents.values()) {
      const link = document.links.get(id)
      if (!link || document.trashedAt !== null || link.hasEnded) continue
      if (link.expiresAt !== null && link.expiresAt <= this.#tables.now()) continue
      if (isAddressOf(secret, link, address)) return { document, link }
    }
    throw new DomainError('not_found')
  }

  #dropAccess(document: DocumentRow, linkId: string): void {
    for (const permission of [...document.permissions.values()]) {
      if (permission.linkId !== linkId) continue
      if (permission.roleWithoutLink === null) {
        document.permissions.delete(permission.userId)
        document.revision++
      } else {
        permission.role = permission.roleWithoutLink
        permission.linkId = null
        permission.roleWithoutLink = null
        document.revision += 2
      }
    }
  }
}
