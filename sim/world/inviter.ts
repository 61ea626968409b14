import type { Prng } from '@tandem/crdt/testing'
import type { Decisions } from './decisions.ts'
import type { Person } from './person.ts'
import { raised } from './raised.ts'

/** An invitation that waits, as it was made. */
type Waiting = { readonly documentId: string; readonly person: Person; readonly role: 'editor' | 'viewer' }

/**
 * Invites the addresses of people who have not shown yet that those are theirs: what they are invited to is theirs once they
 * have, and only once.
 */
export class Inviter {
  readonly #decisions: Decisions
  readonly #waiting = new Map<string, Waiting>()
  /** People who have shown that their address is theirs. */
  readonly #known = new Set<Person>()

  constructor(decisions: Decisions) {
    this.#decisions = decisions
  }

  invite(random: Prng): void {
    const { model } = this.#decisions.surroundings
    const [documentId, person] = this.#decisions.somebody(random)
    const role = random.chance(0.7) ? 'editor' : 'viewer'
    // Nobody knows the address of a guest.
    if (this.#known.has(person) || person.startRole === 'guest') return
    const isDone = this.#decisions.decide(() => {
      const actor = this.#decisions.ownerOf(documentId)
      model.invitations.invite(actor, documentId, { emails: [person.email], role }, { verifiedOnly: true })
    })
    if (isDone) this.#waiting.set(`${documentId}/${person.userId}`, { documentId, person, role })
  }

  /** Takes an invitation back. */
  withdraw(random: Prng): void {
    const { model, situations } = this.#decisions.surroundings
    if (this.#waiting.size === 0) return
    const [key, { documentId, person }] = random.pick([...this.#waiting])
    this.#waiting.delete(key)
    const isDone = this.#decisions.decide(() => {
      const id = model.document(documentId)?.invitations.get(person.email)?.id ?? ''
      model.invitations.withdraw(this.#decisions.ownerOf(documentId), documentId, id)
    })
    if (isDone) situations.reached('an invitation was withdrawn')
  }

  /** Somebody follows the link that was sent to their address. */
  showAddress(random: Prng): void {
    const { ledger, model, people, situations } = this.#decisions.surroundings
    const person = random.pick(people)
    if (person.startRole === 'guest' || person.disabled || this.#known.has(person)) return
    this.#known.add(person)
    this.#decisions.decide(() => model.accounts.showAddress(person.userId))
    for (const [key, { documentId, role, ...invited }] of [...this.#waiting]) {
      if (invited.person !== person) continue
      this.#waiting.delete(key)
      if (!model.document(documentId)) continue
      const { userId } = person
      ledger.setRole(documentId, userId, raised(ledger.roleOf(documentId, userId), role), this.#decisions.now)
      situations.reached('an invitation was accepted later')
    }
    this.#decisions.reopen(this.#decisions.pagesOf(person))
  }
}
