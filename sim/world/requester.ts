import type { Prng } from '@tandem/crdt/testing'
import { linkAddress } from '@tandem/documents/testing'
import type { Decisions } from './decisions.ts'
import { linkSecret } from './link-sharer.ts'
import type { Person } from './person.ts'
import { raised } from './raised.ts'

/** Has people ask for access, by themselves or by a link that only asks, and owners answer them. */
export class Requester {
  readonly #decisions: Decisions

  constructor(decisions: Decisions) {
    this.#decisions = decisions
  }

  /** Somebody asks, and is answered a while later. */
  ask(random: Prng): void {
    const { model } = this.#decisions.surroundings
    const [documentId, person] = this.#decisions.somebody(random)
    const role = random.chance(0.7) ? 'editor' : 'viewer'
    this.#decisions.decide(() => model.requests.ask({ userId: person.userId }, documentId, { role }))
    this.#asked(documentId, person, role)
    this.#answerLater(documentId, person, random)
  }

  /** Somebody comes by a link that only asks. */
  comeByLink(random: Prng): void {
    const { model, situations } = this.#decisions.surroundings
    const [documentId, person] = this.#decisions.somebody(random)
    const actor = this.#decisions.ownerOf(documentId)
    const role = random.chance(0.7) ? 'editor' : 'viewer'
    let address = ''
    this.#decisions.decide(() => {
      const { id } = model.links.create(actor, documentId, { role })
      model.links.setApproval(actor, documentId, id, true)
      address = linkAddress(linkSecret, { id, generation: 1 })
    })
    const isIn = this.#decisions.decide(() => model.links.open(linkSecret, { userId: person.userId }, { address }))
    if (!isIn && this.#asked(documentId, person, role)) situations.reached('a link asked for somebody')
    this.#decisions.reopen(this.#decisions.pagesOf(person))
    this.#answerLater(documentId, person, random)
  }

  /** Notes that somebody asks, if that is heard; whether it is. */
  #asked(documentId: string, { userId, disabled }: Person, role: 'editor' | 'viewer'): boolean {
    // Nobody hears who has a closed account.
    if (disabled) return false
    const { ledger, model } = this.#decisions.surroundings
    const key = `${documentId}/${userId}`
    const current = ledger.roleOf(documentId, userId)
    const isShut = !model.document(documentId) || ledger.isTrashed(documentId) || ledger.isBlocked(documentId, userId)
    if (isShut || raised(current, role) === current || ledger.requests.has(key)) return false
    ledger.requests.set(key, 'waits')
    return true
  }

  #answerLater(documentId: string, person: Person, random: Prng): void {
    const given = random.pick(['editor', 'viewer', null] as const)
    this.#decisions.surroundings.scheduler.after(50 + random.int(1_200), `${person.name} is answered`, () => {
      this.#answer(documentId, person, given)
    })
  }

  #answer(documentId: string, person: Person, given: 'editor' | 'viewer' | null): void {
    const { ledger, model, situations } = this.#decisions.surroundings
    const { userId } = person
    const key = `${documentId}/${userId}`
    this.#decisions.decide(() => {
      model.requests.answer(this.#decisions.ownerOf(documentId), documentId, userId, given)
    })
    if (ledger.requests.get(key) !== 'waits' || !model.document(documentId)) return
    if (given === null) {
      ledger.requests.set(key, 'declined')
      situations.reached('a request was declined')
      return
    }
    ledger.requests.delete(key)
    ledger.setRole(documentId, userId, raised(ledger.roleOf(documentId, userId), given), this.#decisions.now)
    situations.reached('a request was answered with a role')
    this.#decisions.reopen(this.#decisions.pagesOf(person))
  }
}
