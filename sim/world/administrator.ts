import type { Prng } from '@tandem/crdt/testing'
import type { Decisions } from './decisions.ts'
import { raised } from './raised.ts'

/** Decides about people and documents, as the web app has it done. */
export class Administrator {
  readonly #decisions: Decisions
  #titles = 0

  constructor(decisions: Decisions) {
    this.#decisions = decisions
  }

  /** Makes an editor a viewer, or the other way round. */
  flipRole(random: Prng): void {
    const { now } = this.#decisions
    const { ledger, model } = this.#decisions.surroundings
    const [documentId, person] = this.#decisions.somebody(random)
    const owner = this.#decisions.ownerOf(documentId)
    const role = ledger.roleOf(documentId, person.userId)
    if (role === null) return
    this.#decisions.noteWork(person, documentId)
    const next = role === 'viewer' ? 'editor' : 'viewer'
    this.#decisions.decide(() => {
      model.people.changeRole(owner, documentId, person.userId, next)
      ledger.setRole(documentId, person.userId, next, now)
    })
  }

  remove(random: Prng): void {
    const { now } = this.#decisions
    const { ledger, model } = this.#decisions.surroundings
    const [documentId, person] = this.#decisions.somebody(random)
    const owner = this.#decisions.ownerOf(documentId)
    this.#decisions.noteWork(person, documentId)
    this.#decisions.decide(() => {
      model.people.remove(owner, documentId, person.userId)
      ledger.setRole(documentId, person.userId, null, now)
    })
  }

  invite(random: Prng): void {
    const { now } = this.#decisions
    const { ledger, model } = this.#decisions.surroundings
    const [documentId, person] = this.#decisions.somebody(random)
    const owner = this.#decisions.ownerOf(documentId)
    const role = random.chance(0.7) ? 'editor' : 'viewer'
    // Who is in by a link keeps what it gives, if that is more.
    const byLink = ledger.roleOf(documentId, person.userId)
    this.#decisions.decide(() => {
      model.people.add(owner, documentId, { email: person.email, role })
      ledger.setRole(documentId, person.userId, raised(byLink, role), now)
    })
    this.#decisions.reopen(this.#decisions.pagesOf(person))
  }

  /** Keeps somebody out: whatever lets people in does not let them in, until they are forgiven. */
  block(random: Prng): void {
    const { now } = this.#decisions
    const { ledger, model, scheduler, situations } = this.#decisions.surroundings
    const [documentId, person] = this.#decisions.somebody(random)
    const owner = this.#decisions.ownerOf(documentId)
    this.#decisions.noteWork(person, documentId)
    const isDone = this.#decisions.decide(() => {
      model.people.block(owner, documentId, person.userId)
      ledger.setBlocked(documentId, person.userId, true, now)
    })
    if (!isDone) return
    situations.reached('somebody was blocked')
    scheduler.after(100 + random.int(2_000), `${person.name} is forgiven`, () => {
      this.#decisions.decide(() => {
        model.people.unblock(this.#decisions.ownerOf(documentId), documentId, person.userId)
        ledger.setBlocked(documentId, person.userId, false, this.#decisions.now)
      })
    })
  }

  /** Makes somebody else the owner; who was it goes on as an editor. */
  handOver(random: Prng): void {
    const { now } = this.#decisions
    const { ledger, model, situations } = this.#decisions.surroundings
    const [documentId, person] = this.#decisions.somebody(random)
    const owner = this.#decisions.ownerOf(documentId)
    const isDone = this.#decisions.decide(() => {
      model.people.handOver(owner, documentId, person.userId)
      ledger.setRole(documentId, owner.userId, 'editor', now)
      ledger.setRole(documentId, person.userId, 'owner', now)
    })
    if (isDone) situations.reached('a document was handed over')
  }

  rename(random: Prng): void {
    const { ledger, model, documents } = this.#decisions.surroundings
    const documentId = random.pick(documents)
    const title = `Title ${++this.#titles}`
    this.#decisions.decide(() => {
      model.documents.rename(this.#decisions.ownerOf(documentId), documentId, title)
      ledger.setTitle(documentId, title)
    })
  }

  /** Puts a document into the trash, and says which. */
  trash(random: Prng): string {
    const { now } = this.#decisions
    const { ledger, model, documents, pages, situations } = this.#decisions.surroundings
    const documentId = random.pick(documents)
    if (pages().some((page) => page.documentId === documentId && page.session?.unsaved.count)) {
      situations.reached('a document was trashed while people wrote')
    }
    this.#decisions.decide(() => {
      model.documents.trash(this.#decisions.ownerOf(documentId), documentId)
      ledger.setTrashed(documentId, true, now)
    })
    return documentId
  }

  restore(documentId: string): void {
    const { now } = this.#decisions
    const { ledger, model, pages } = this.#decisions.surroundings
    this.#decisions.decide(() => {
      model.documents.restore(this.#decisions.ownerOf(documentId), documentId)
      ledger.setTrashed(documentId, false, now)
    })
    this.#decisions.reopen(pages().filter((page) => page.documentId === documentId))
  }

  /** A document that is in the trash is gone for good, unless it is the only one. */
  purge(random: Prng): void {
    const { now } = this.#decisions
    const { ledger, model, documents, situations } = this.#decisions.surroundings
    const documentId = random.pick(documents)
    if (documentId === documents[0]) return
    const log = model.document(documentId)?.log ?? []
    if (!model.documents.purge(documentId)) return
    ledger.purged(documentId, log, now)
    situations.reached('a document was purged')
  }
}
