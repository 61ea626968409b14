import type { Prng } from '@tandem/crdt/testing'
import { linkAddress } from '@tandem/documents/testing'
import type { Decisions } from './decisions.ts'
import type { Person } from './person.ts'

/** What addresses are made with. */
export const linkSecret = 'the secret of the web app of the simulation'

/** Makes links that give access, has people come in by them, and turns them off while they are used. */
export class LinkSharer {
  readonly #decisions: Decisions

  constructor(decisions: Decisions) {
    this.#decisions = decisions
  }

  /** Somebody without an account comes in by a link of every document. */
  admit(name: string): Person {
    const { documents, model } = this.#decisions.surroundings
    const addresses = documents.map((documentId) => {
      const { id } = model.links.create(this.#decisions.ownerOf(documentId), documentId, { role: 'editor' })
      return linkAddress(linkSecret, { id, generation: 1 })
    })
    const [address = ''] = addresses
    const { id: userId, signInId } = model.guests.admit(linkSecret, { address, name, agent: 'a browser' })
    for (const each of addresses) model.links.open(linkSecret, { userId }, { address: each })
    for (const documentId of documents) this.#decisions.surroundings.ledger.setRole(documentId, userId, 'editor', 0)
    const email = `${userId}@example.com`
    const password = 'a long enough phrase 4711'
    return { userId, name, email, startRole: 'guest', password, signInId, tokenId: null, disabled: false }
  }

  /** Makes a link, and somebody opens it. */
  share(random: Prng): void {
    const { model, situations } = this.#decisions.surroundings
    const [documentId, person] = this.#decisions.somebody(random)
    const owner = this.#decisions.ownerOf(documentId)
    const role = random.chance(0.7) ? 'editor' : 'viewer'
    const opened = this.#decisions.decide(() => {
      const { id } = model.links.create(owner, documentId, { role })
      const link = model.document(documentId)?.links.get(id)
      if (link) model.links.open(linkSecret, { userId: person.userId }, { address: linkAddress(linkSecret, link) })
    })
    if (!opened) return
    situations.reached('somebody came in by a link')
    this.#writeDown(documentId)
    this.#decisions.reopen(this.#decisions.pagesOf(person))
  }

  /** Turns a link off, gives it another address, or another role: what people had by it they have no more. */
  change(random: Prng): void {
    const { model, documents, people, situations } = this.#decisions.surroundings
    const documentId = random.pick(documents)
    const owner = this.#decisions.ownerOf(documentId)
    const document = model.document(documentId)
    const links = [...(document?.links.values() ?? [])]
    if (!document || links.length === 0) return
    const { id, role } = random.pick(links)
    const users = people.filter(({ userId }) => document.permissions.get(userId)?.linkId === id)
    for (const person of users) this.#decisions.noteWork(person, documentId)
    if (users.length > 0) situations.reached('a link that people were in by was changed')
    const kind = random.int(3)
    this.#decisions.decide(() => {
      if (kind === 0) model.links.remove(owner, documentId, id)
      else if (kind === 1) model.links.renew(owner, documentId, id)
      else {
        const other = role === 'viewer' ? 'editor' : 'viewer'
        model.links.change(owner, documentId, id, { name: '', role: other, expiresAt: null })
      }
    })
    this.#writeDown(documentId)
  }

  /** Lets in whoever has the document's address, or nobody but those who are named; somebody who has it comes. */
  open(random: Prng): void {
    const { model } = this.#decisions.surroundings
    const [documentId, person] = this.#decisions.somebody(random)
    const role = random.pick(['editor', 'viewer', null] as const)
    this.#decisions.decide(() => {
      const general = model.links.setGeneral(this.#decisions.ownerOf(documentId), documentId, role)
      const link = general && model.document(documentId)?.links.get(general.id)
      if (link) model.links.open(linkSecret, { userId: person.userId }, { address: linkAddress(linkSecret, link) })
    })
    this.#writeDown(documentId)
    this.#decisions.reopen(this.#decisions.pagesOf(person))
  }

  /** Who has which role by which links is what the model says, which is held against the database for itself. */
  #writeDown(documentId: string): void {
    const { ledger, model, people } = this.#decisions.surroundings
    for (const { userId } of people) {
      const role = model.document(documentId)?.permissions.get(userId)?.role ?? null
      if (role !== ledger.roleOf(documentId, userId)) ledger.setRole(documentId, userId, role, this.#decisions.now)
    }
  }
}
