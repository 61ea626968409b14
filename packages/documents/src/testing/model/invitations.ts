import type { Actor } from '../../access/actor.ts'
import { emailSchema } from '../../accounts/email.ts'
import { DomainError } from '../../domain-error.ts'
import { assertDocumentId, isId } from '../../id.ts'
import { parse } from '../../parse.ts'
import { type Invited, type InviteInput, inviteSchema } from '../../sharing/invite.ts'
import type { LinkRole } from '../../sharing/link.ts'
import { invitationSeconds, maxInvitations } from '../../sharing/sharing-limits.ts'
import type { DocumentRow } from './document-row.ts'
import { documentToChange } from './may.ts'
import type { ModelPeople } from './people.ts'
import { stronger } from './stronger.ts'
import type { Tables } from './tables.ts'

/** What became of an address, without the sentences for people; and the invitation that waits, if one does. */
export type ModelInvited = {
  readonly email: string
  readonly outcome: Invited['outcome']
  readonly userId?: string
  readonly invitationId?: string
}

/** Invitations of addresses, in the model. */
export class ModelInvitations {
  readonly #tables: Tables
  readonly #people: ModelPeople

  constructor(tables: Tables, people: ModelPeople) {
    this.#tables = tables
    this.#people = people
  }

  /** As `invitePeople`. */
  invite(
    actor: Actor,
    documentId: string,
    input: InviteInput,
    { verifiedOnly }: { readonly verifiedOnly: boolean },
  ): ModelInvited[] {
    assertDocumentId(documentId)
    const { emails, role } = parse(inviteSchema, input)
    const results: ModelInvited[] = []
    for (const given of emails) {
      const email = emailSchema.safeParse(given)
      if (!email.success) results.push({ email: given, outcome: 'refused' })
      else if (results.every((result) => result.email !== email.data)) {
        results.push(this.#invite(actor, documentId, { email: email.data, role }, verifiedOnly))
      }
    }
    return results
  }

  /** As `withdrawInvitation`. */
  withdraw(actor: Actor, documentId: string, invitationId: string): void {
    assertDocumentId(documentId)
    if (!isId(invitationId)) throw new DomainError('not_found')
    const { invitations } = documentToChange(this.#tables, actor.userId, documentId, 'share')
    const found = [...invitations].find(([, { id }]) => id === invitationId)
    if (!found) throw new DomainError('not_found')
    invitations.delete(found[0])
  }

  /** As `acceptInvitations`. */
  accept(userId: string): void {
    const user = this.#tables.users.get(userId)
    if (user?.email == null || !user.isVerified || user.disabledAt !== null) return
    const byId = [...this.#tables.documents.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1))
    for (const document of byId) this.#take(document, userId, user.email)
  }

  #invite(
    actor: Actor,
    documentId: string,
    { email, role }: { readonly email: string; readonly role: LinkRole },
    verifiedOnly: boolean,
  ): ModelInvited {
    const { invitations } = documentToChange(this.#tables, actor.userId, documentId, 'share')
    const user = this.#tables.userWithEmail(email)
    if (user && (user.isVerified || !verifiedOnly)) {
      try {
        const { userId } = this.#people.add(actor, documentId, { email, role })
        invitations.delete(email)
        return { email, outcome: 'added', userId }
      } catch (error) {
        if (error instanceof DomainError && error.code === 'conflict') return { email, outcome: 'refused' }
        throw error
      }
    }
    const known = invitations.get(email)
    if (invitations.size - (known ? 1 : 0) >= maxInvitations) return { email, outcome: 'refused' }
    const id = known?.id ?? this.#tables.newId()
    invitations.set(email, { id, role, expiresAt: this.#tables.now() + invitationSeconds * 1000 })
    return { email, outcome: 'invited', invitationId: id }
  }

  #take(document: DocumentRow, userId: string, email: string): void {
    const invitation = document.invitations.get(email)
    if (!invitation || invitation.expiresAt <= this.#tables.now()) return
    document.invitations.delete(email)
    if (document.blocked.has(userId)) return
    const { role } = invitation
    const known = document.permissions.get(userId)
    if (known) {
      known.role = stronger(known.role, role)
      known.roleWithoutLink = known.linkId === null ? null : stronger(role, known.roleWithoutLink)
      document.revision += 2
    } else {
      const createdAt = this.#tables.now()
      document.permissions.set(userId, { userId, role, createdAt, linkId: null, roleWithoutLink: null })
      document.revision++
    }
    this.#tables.notify({ channel: 'access', document: document.id, user: userId })
  }
}
