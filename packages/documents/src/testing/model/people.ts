import type { Role } from '@tandem/protocol'
import type { Actor } from '../../access/actor.ts'
import type { Action } from '../../access/policy.ts'
import { DomainError } from '../../domain-error.ts'
import { assertDocumentId, isId } from '../../id.ts'
import { parse } from '../../parse.ts'
import type { LinkRole } from '../../sharing/link.ts'
import { addSchema, roleSchema } from '../../sharing/people.ts'
import { stronger } from './links.ts'
import { documentFor } from './may.ts'
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
    const document = documentFor(this.#tables, actor.userId, documentId, 'share')
    const userId = this.#tables.userWithEmail(email)?.id
    if (userId === undefined) throw new DomainError('bad_request', undefined, 'email')
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

  #setRole(actor: Actor, documentId: string, userId: string, action: Action, role: Role | null): void {
    assertDocumentId(documentId)
    if (!isId(userId)) throw new DomainError('not_found')
    const document = documentFor(this.#tables, actor.userId, documentId, action)
    const permission = document.permissions.get(userId)
    if (!permission) throw new DomainError('not_found')
    if (permission.role === role && permission.linkId === null) return
    const owners = [...document.permissions.values()].filter((one) => one.role === 'owner')
    if (permission.role === 'owner' && owners.length === 1) throw new DomainError('last_owner')
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
}
