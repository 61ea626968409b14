import type { Prng } from '@tandem/crdt/testing'
import { type Actor, DomainError } from '@tandem/documents'
import type { ModelDatabase } from '@tandem/documents/testing'
import type { Scheduler } from '../engine/scheduler.ts'
import type { Situations } from '../situations.ts'
import type { Ledger } from './ledger.ts'
import type { Person } from './person.ts'
import type { SimPage } from './sim-page.ts'

/** Whom and what is decided about. */
export type Surroundings = {
  readonly scheduler: Scheduler
  readonly model: ModelDatabase
  readonly ledger: Ledger
  readonly situations: Situations
  /** The first owns all documents in the beginning. */
  readonly people: readonly Person[]
  readonly documents: readonly string[]
  readonly pages: () => readonly SimPage[]
}

/** What all who decide have in common: a decision is one transaction, written down in the ledger once it is made. */
export class Decisions {
  readonly surroundings: Surroundings

  constructor(surroundings: Surroundings) {
    this.surroundings = surroundings
  }

  get now(): number {
    return this.surroundings.scheduler.now
  }

  /** Who owns a document now, or did before it was purged; whether they are signed in is not what is tried here. */
  ownerOf(documentId: string): Actor {
    const { ledger, people } = this.surroundings
    const owner = people.find(({ userId }) => ledger.roleOf(documentId, userId) === 'owner') ?? people[0]
    if (!owner) throw new Error('somebody has to own the documents')
    return { userId: owner.userId }
  }

  /** Any document, and anybody but its owner. */
  somebody(random: Prng): [documentId: string, person: Person] {
    const { documents, people } = this.surroundings
    const documentId = random.pick(documents)
    const owner = this.ownerOf(documentId)
    return [documentId, random.pick(people.filter(({ userId }) => userId !== owner.userId))]
  }

  pagesOf(person: Person): readonly SimPage[] {
    return this.surroundings.pages().filter((page) => page.person === person)
  }

  /** Pages that were told that it is over are loaded again. */
  reopen(pages: readonly SimPage[]): void {
    for (const page of pages) {
      if (page.session?.state.phase !== 'closed') continue
      page.kill()
      page.open()
    }
  }

  /** Somebody is about to lose something: it matters whether they have work there. */
  noteWork(person: Person, documentId: string): void {
    const hasWork = this.pagesOf(person).some((page) => page.documentId === documentId && page.session?.unsaved.count)
    if (hasWork) this.surroundings.situations.reached('revoked with changes in flight')
  }

  /** What may not be is not done. Returns whether it was. */
  decide(work: () => void): boolean {
    try {
      work()
      return true
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
      return false
    }
  }
}
