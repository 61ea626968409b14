import type { Prng } from '@tandem/crdt/testing'
import type { Decisions } from './decisions.ts'

/** Owners let those who can edit share a document, or no more; and others try, whether they may or not. */
export class Lender {
  readonly #decisions: Decisions
  /** Documents that those who can edit share, too. */
  readonly #lent = new Set<string>()

  constructor(decisions: Decisions) {
    this.#decisions = decisions
  }

  lend(random: Prng): void {
    const { documents, model } = this.#decisions.surroundings
    const documentId = random.pick(documents)
    const editorsShare = random.chance(0.7)
    const isDone = this.#decisions.decide(() => {
      model.people.setEditorsShare(this.#decisions.ownerOf(documentId), documentId, editorsShare)
    })
    if (!isDone) return
    if (editorsShare) this.#lent.add(documentId)
    else this.#lent.delete(documentId)
  }

  /** Somebody who is no owner decides about somebody else, who may be one: nobody gives or takes more than they have. */
  decide(random: Prng): void {
    const { ledger, model, people, situations } = this.#decisions.surroundings
    const [documentId, { userId, disabled }] = this.#decisions.somebody(random)
    const other = random.pick(people.filter((person) => person.userId !== userId))
    const next = random.pick(['editor', 'viewer', 'owner', null] as const)
    const before = ledger.roleOf(documentId, other.userId)
    const isEditor = ledger.roleOf(documentId, userId) === 'editor'
    const isByLink = model.document(documentId)?.permissions.get(userId)?.linkId !== null
    const may = this.#lent.has(documentId) && isEditor && !isByLink && !disabled
    const isRight = may && before !== null && before !== 'owner' && next !== 'owner'
    if (isRight) this.#decisions.noteWork(other, documentId)
    this.#decisions.decide(() => {
      if (next === null) model.people.remove({ userId }, documentId, other.userId)
      else model.people.changeRole({ userId }, documentId, other.userId, next)
    })
    if (isRight) ledger.setRole(documentId, other.userId, next, this.#decisions.now)
    if (isRight) situations.reached('somebody who can edit shared a document')
    else if (isEditor) situations.reached('somebody who can edit was kept from sharing')
  }
}
