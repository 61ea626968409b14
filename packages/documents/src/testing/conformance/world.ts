import type { SignInHolder } from '../../accounts/sign-in.ts'
import type { ModelDatabase } from '../model/model-database.ts'
import type { Transactions } from './sql-transactions.ts'

/** Somebody who has an account. */
export type Person = { readonly id: string; email: string; password: string }

/** One call, to be made on the database and on the model. */
export type Call = (on: Transactions) => Promise<unknown>

/** What a schedule knows of, the same in the database and in the model: steps name things by their place in these lists. */
export class World {
  readonly model: ModelDatabase
  /** Ids that were met since the runner looked: what the model gives out next. */
  readonly fresh: string[] = []
  /** The last append: to be made again, as if its answer had been lost. */
  lastAppend: Call | null = null
  readonly #people: Person[] = []
  readonly #signIns: SignInHolder[] = []
  readonly #documents: string[] = []
  readonly #links: string[] = []
  readonly #invitations: string[] = []
  readonly #tokens: SignInHolder[] = []

  constructor(model: ModelDatabase) {
    this.model = model
  }

  /** Every document that was ever made. */
  get documents(): readonly string[] {
    return this.#documents
  }

  /** Everybody who ever signed up. */
  get people(): readonly Person[] {
    return this.#people
  }

  /** An account was made. To be told twice, by the database and by the model, changes nothing; so with the others. */
  metPerson(person: Person): void {
    if (this.#people.every(({ id }) => id !== person.id)) this.#met(this.#people, person, person.id)
  }

  /** Somebody signed in. */
  metSignIn(holder: SignInHolder): void {
    if (this.#signIns.every(({ signInId }) => signInId !== holder.signInId)) {
      this.#met(this.#signIns, holder, holder.signInId)
    }
  }

  /** A program was given a sign-in. */
  metToken(holder: SignInHolder): void {
    this.metSignIn(holder)
    if (this.#tokens.every(({ signInId }) => signInId !== holder.signInId)) this.#tokens.push(holder)
  }

  /** A program's sign-in, which may have ended; somebody's while there is none. */
  token(place: number): SignInHolder {
    return at(this.#tokens, place) ?? this.signIn(place)
  }

  /** A document was made. */
  metDocument(id: string): void {
    if (!this.#documents.includes(id)) this.#met(this.#documents, id, id)
  }

  /** A link was made. */
  metLink(id: string): void {
    if (!this.#links.includes(id)) this.#met(this.#links, id, id)
  }

  /** An address was invited. */
  metInvitation(id: string): void {
    if (!this.#invitations.includes(id)) this.#met(this.#invitations, id, id)
  }

  /** An invitation, of any document, which may be gone; below 0 one that never was. */
  invitation(place: number): string {
    return at(this.#invitations, place) ?? 'no-such-invitation'
  }

  /** A link, of any document, which may be gone; below 0 one that never was. */
  link(place: number): string {
    return at(this.#links, place) ?? 'no-such-link'
  }

  /** Somebody; below 0 one who never was. */
  person(place: number): Person {
    const email = `nobody-${this.#people[0]?.email}`
    return at(this.#people, place) ?? { id: 'nobody', email, password: 'the password of nobody' }
  }

  /** A document's id, which may be gone; below 0 one that never was, or what is no id. */
  document(place: number): string {
    return at(this.#documents, place) ?? (place === -1 ? 'no-such-document' : 'no id')
  }

  /** A sign-in, which may have ended; below 0 one that never was. */
  signIn(place: number): SignInHolder {
    return at(this.#signIns, place) ?? { userId: this.person(0).id, signInId: 'no-such-sign-in' }
  }

  /** The last sign-in of a person. */
  signInOf(userId: string): SignInHolder {
    return this.#signIns.findLast((holder) => holder.userId === userId) ?? { userId, signInId: 'none' }
  }

  #met<T>(list: T[], thing: T, id: string): void {
    list.push(thing)
    this.fresh.push(id)
  }
}

function at<T>(list: readonly T[], place: number): T | undefined {
  return place < 0 ? undefined : list[place % list.length]
}
