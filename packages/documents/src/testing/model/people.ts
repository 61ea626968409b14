import type { Role } from '@tandem/protocol'
import type { Actor } from '../../access/actor.ts'
import type { Action } from '../../access/policy.ts'
import { DomainError } from '../../domain-error.ts'
import { assertDocumentId, isId } from '../../id.ts'
import { parse } from '../../parse.ts'
import type { LinkRole } from '../../sharing/link.ts'
import { addSchema, roleSchema } from '../../sharing/people.ts'
import { documentToChange } from './may.ts'
import { stronger } from './stronger.ts'
import type { Tables } from './tables.ts'

/** Who has access to a document, in the model. */
export class ModelPeople {
  readonly #tables: Tables

  constructor(tables: Tables) {
    this.#tables = tables
  }

  /** As `addPerson`. */
  add(actor: Actor, documentId: string, input: { email: string; role: LinkRole }): { userId: string } {
    assertDocumentId(documentId)
    const { email, role } = parse(addSchema, input)
    const document = documentToChange(this.#tables, actor.userId, documentId, 'share')
    const userId = this.#tables.userWithEmail(email)?.id
    if (userId === undefined) throw new DomainError('bad_request', undefined, 'email')
    if (document.blocked.has(userId)) throw new DomainError('conflict', undefined, 'email')
    const known = document.permissions.get(userId)
    if (known && (known.linkId === null || known.roleWithoutLink !== null)) {
      throw new DomainError('conflict', undefined, 'email')
    }
    if (known) {
      known.role = stronger(known.role, role)
      known.roleWithoutLink = role
      document.revision += 2
    } else {
      const createdAt = this.#tables.now()
      document.permissions.set(userId, { userId, role, createdAt, linkId: null, roleWithoutLink: null })
      document.revision++
    }
    this.#tables.notify({ channel: 'access', document: documentId, user: userId })
    return { userId }
  }

  /** As `changeRole`. */
  changeRole(actor: Actor, documentId: string, userId: string, role: Role): void {
    assertDocumentId(documentId)
    this.#setRole(actor, documentId, userId, 'share', parse(roleSchema, role))
  }

  /** As `removePerson`. */
  remove(actor: Actor, documentId: string, userId: string): void {
    this.#setRole(actor, documentId, userId, userId === actor.userId ? 'leave' : 'share', null)
  }

  /** As `handOver`. */
  handOver(actor: Actor, documentId: string, userId: string): void {
    const { document, permission } = this.#chosen(actor, documentId, userId, 'own')
    if (userId === actor.userId) throw new DomainError('conflict')
    const user = this.#tables.users.get(userId)
    const own = document.permissions.get(actor.userId)
    if (!permission || !own || user?.email == null || user.disabledAt !== null) throw new DomainError('not_found')
    Object.assign(permission, { role: 'owner', linkId: null, roleWithoutLink: null })
    own.role = 'editor'
    // As below, for both of them.
    document.revision += 4
    this.#tables.notify({ channel: 'access', document: documentId, user: null })
  }

  /** As `setEditorsShare`. */
  setEditorsShare(actor: Actor, documentId: string, editorsShare: boolean): void {
    documentToChange(this.#tables, actor.userId, documentId, 'own').editorsShare = editorsShare
  }

  /** As `blockPerson`. */
  block(actor: Actor, documentId: string, userId: string): void {
    const { document } = this.#chosen(actor, documentId, userId, 'own')
    if (userId === actor.userId) throw new DomainError('conflict')
    const wasHere = document.permissions.delete(userId)
    const asked = document.requests.delete(userId)
    if (!wasHere && !asked) throw new DomainError('not_found')
    if (wasHere) document.revision++
    document.blocked.add(userId)
    this.#tables.notify({ channel: 'access', document: documentId, user: userId })
  }

  /** As `unblockPerson`. */
  unblock(actor: Actor, documentId: string, userId: string): void {
    const { document } = this.#chosen(actor, documentId, userId, 'own')
    if (!document.blocked.delete(userId)) throw new DomainError('not_found')
  }

  #setRole(actor: Actor, documentId: string, userId: string, action: Action, role: Role | null): void {
    const { document, permission } = this.#chosen(actor, documentId, userId, action)
    if (!permission) throw new DomainError('not_found')
    const most = stronger(permission.role, role)
    const own = document.permissions.get(actor.userId)?.role ?? most
    if (stronger(own, most) !== own) throw new DomainError('forbidden')
    if (permission.role === role && permission.linkId === null) return
    const owners = [...document.permissions.values()].filter((one) => one.role === 'owner')
    if (permission.role === 'owner' && owners.length === 1) throw new DomainError('last_owner')
    if (role === 'owner' && this.#tables.users.get(userId)?.email === null) throw new DomainError('forbidden')
    if (role === null) {
      document.permissions.delete(userId)
      document.revision++
    } else {
      permission.role = role
      permission.linkId = null
      permission.roleWithoutLink = null
      // The trigger counts the row as it was and the row as it is.
      document.revision += 2
    }
    this.#tables.notify({ channel: 'access', document: documentId, user: userId })
  }

  /** A document about which the actor decides, and what somebody has there. */
  #chosen(actor: Actor, documentId: string, userId: string, action: Action) {
    assertDocumentId(documentId)
    if (!isId(userId)) throw new DomainError('not_found')
    const document = documentToChange(this.#tables, actor.userId, documentId, action)
    return { document, permission: document.permissions.get(userId) }
  }
}
