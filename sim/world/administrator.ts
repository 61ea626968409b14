import type { Prng } from '@tandem/crdt/testing'
import { DomainError } from '@tandem/documents'
import type { ModelDatabase } from '@tandem/documents/testing'
import type { Scheduler } from '../engine/scheduler.ts'
import type { Situations } from '../situations.ts'
import type { Ledger } from './ledger.ts'
import type { Person } from './person.ts'
import type { SimPage } from './sim-page.ts'

/** Whom and what the administrator decides about. */
type Surroundings = {
  readonly scheduler: Scheduler
  readonly model: ModelDatabase
  readonly ledger: Ledger
  readonly situations: Situations
  readonly people: readonly Person[]
  readonly documents: readonly string[]
  readonly pages: () => readonly SimPage[]
}

/** Decides about people and documents, as the web app has it done: one transaction each, written down once it is made. */
export class Administrator {
  readonly #owner: Person
  readonly #others: readonly Person[]
  readonly #surroundings: Surroundings
  #titles = 0

  constructor(owner: Person, surroundings: Surroundings) {
    this.#owner = owner
    this.#others = surroundings.people.filter((person) => person !== owner)
    this.#surroundings = surroundings
  }

  /** Makes an editor a viewer, or the other way round. */
  flipRole(random: Prng): void {
    const { ledger, model } = this.#surroundings
    const [documentId, person] = this.#somebody(random)
    const role = ledger.roleOf(documentId, person.userId)
    if (role === null) return
    this.#noteWork(person, documentId)
    const next = role === 'viewer' ? 'editor' : 'viewer'
    this.#decide(() => {
      model.people.changeRole(this.#owner, documentId, person.userId, next)
      ledger.setRole(documentId, person.userId, next, this.#now)
    })
  }

  remove(random: Prng): void {
    const { ledger, model } = this.#surroundings
    const [documentId, person] = this.#somebody(random)
    this.#noteWork(person, documentId)
    this.#decide(() => {
      model.people.remove(this.#owner, documentId, person.userId)
      ledger.setRole(documentId, person.userId, null, this.#now)
    })
  }

  invite(random: Prng): void {
    const { ledger, model } = this.#surroundings
    const [documentId, person] = this.#somebody(random)
    const role = random.chance(0.7) ? 'editor' : 'viewer'
    this.#decide(() => {
      model.people.add(this.#owner, documentId, { email: person.email, role })
      ledger.setRole(documentId, person.userId, role, this.#now)
    })
    for (const page of this.#surroundings.pages()) if (page.person === person) this.#reopen(page)
  }

  rename(random: Prng): void {
    const { ledger, model, documents } = this.#surroundings
    const documentId = random.pick(documents)
    const title = `Title ${++this.#titles}`
    this.#decide(() => {
      model.documents.rename(this.#owner, documentId, title)
      ledger.setTitle(documentId, title)
    })
  }

  /** Puts a document into the trash, and says which. */
  trash(random: Prng): string {
    const { ledger, model, documents, pages, situations } = this.#surroundings
    const documentId = random.pick(documents)
    if (pages().some((page) => page.documentId === documentId && page.session?.unsaved.count)) {
      situations.reached('a document was trashed while people wrote')
    }
    this.#decide(() => {
      model.documents.trash(this.#owner, documentId)
      ledger.setTrashed(documentId, true, this.#now)
    })
    return documentId
  }

  restore(documentId: string): void {
    const { ledger, model, pages } = this.#surroundings
    this.#decide(() => {
      model.documents.restore(this.#owner, documentId)
      ledger.setTrashed(documentId, false, this.#now)
    })
    for (const page of pages()) if (page.documentId === documentId) this.#reopen(page)
  }

  /** Somebody signs out everywhere, or changes the password; soon after they sign in again. */
  signOut(random: Prng): void {
    const { ledger, model, people, scheduler, situations } = this.#surroundings
    const person = random.pick(people)
    const { signInId, userId } = person
    if (signInId === null) return
    if (this.#pagesOf(person).some(({ session }) => session?.state.phase === 'live')) {
      situations.reached('a sign-in ended while it was in use')
    }
    const next = `${person.password}1`
    if (random.chance(0.5)) {
      model.accounts.changePassword(userId, { password: person.password, next })
      person.password = next
    } else {
      model.signIns.endAll(userId)
    }
    ledger.signInEnded(signInId, this.#now)
    person.signInId = null
    scheduler.after(100 + random.int(1_500), `${person.name} signs in again`, () => this.signIn(person))
  }

  /** Signs somebody in who is not, and has them look again. */
  signIn(person: Person): void {
    if (person.signInId !== null) return
    const { email, password } = person
    person.signInId =
      this.#surroundings.model.accounts.signIn({ email, password, agent: 'a browser' })?.signInId ?? null
    for (const page of this.#pagesOf(person)) this.#reopen(page)
  }

  get #now(): number {
    return this.#surroundings.scheduler.now
  }

  #somebody(random: Prng): [documentId: string, person: Person] {
    return [random.pick(this.#surroundings.documents), random.pick(this.#others)]
  }

  #pagesOf(person: Person): readonly SimPage[] {
    return this.#surroundings.pages().filter((page) => page.person === person)
  }

  /** A page that was told that it is over is loaded again. */
  #reopen(page: SimPage): void {
    if (page.session?.state.phase !== 'closed') return
    page.kill()
    page.open()
  }

  #noteWork(person: Person, documentId: string): void {
    const hasWork = this.#pagesOf(person).some((page) => page.documentId === documentId && page.session?.unsaved.count)
    if (hasWork) this.#surroundings.situations.reached('revoked with changes in flight')
  }

  /** What may not be is not done. */
  #decide(work: () => void): void {
    try {
      work()
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
    }
  }
}
