import type { Prng } from '@tandem/crdt/testing'
import type { Decisions } from './decisions.ts'
import type { Person } from './person.ts'

/** Has people signed in and out, and accounts disabled, while others write. */
export class Accounts {
  readonly #decisions: Decisions

  constructor(decisions: Decisions) {
    this.#decisions = decisions
  }

  /** Somebody signs out everywhere, or changes the password; soon after they sign in again. */
  signOut(random: Prng): void {
    const { model, people, scheduler } = this.#decisions.surroundings
    const person = random.pick(people)
    if (!this.#endSignIn(person)) return
    const next = `${person.password}1`
    const hasChanged =
      random.chance(0.5) &&
      this.#decisions.decide(() => {
        model.accounts.changePassword(person.userId, { password: person.password, next })
        person.password = next
      })
    // Guests have no password.
    if (!hasChanged) model.signIns.endAll(person.userId)
    scheduler.after(100 + random.int(1_500), `${person.name} signs in again`, () => this.signIn(person))
  }

  /** Somebody's account is disabled; a while later they have it back. An owner's never is. */
  disable(random: Prng): void {
    const { documents, ledger, model, scheduler, situations } = this.#decisions.surroundings
    const [, person] = this.#decisions.somebody(random)
    if (documents.some((documentId) => ledger.roleOf(documentId, person.userId) === 'owner')) return
    if (!this.#endSignIn(person)) return
    for (const { documentId } of this.#decisions.pagesOf(person)) this.#decisions.noteWork(person, documentId)
    model.accounts.disable(person.userId)
    ledger.accountDisabled(person.userId)
    person.disabled = true
    situations.reached('an account was disabled while it was in use')
    scheduler.after(100 + random.int(1_500), `${person.name} is enabled again`, () => this.enable(person))
  }

  /** Gives somebody their account back, if it was taken. */
  enable(person: Person): void {
    if (!person.disabled) return
    this.#decisions.surroundings.model.accounts.enable(person.userId)
    person.disabled = false
    this.signIn(person)
  }

  /** Signs somebody in who is not and may be, and has them look again. */
  signIn(person: Person): void {
    if (person.signInId !== null || person.disabled) return
    const { email, password } = person
    const { model } = this.#decisions.surroundings
    person.signInId = model.accounts.signIn({ email, password, agent: 'a browser' })?.signInId ?? null
    this.#decisions.reopen(this.#decisions.pagesOf(person))
  }

  /** A guest makes an account, and keeps what they have by links. */
  join(random: Prng): void {
    const { model, people, situations } = this.#decisions.surroundings
    const guests = people.filter(({ startRole }) => startRole === 'guest')
    if (guests.length === 0) return
    const { userId, email, name, password } = random.pick(guests)
    const isDone = this.#decisions.decide(() => model.guests.becomeMember(userId, { email, name, password }))
    if (isDone) situations.reached('a guest became a member')
  }

  /** The token of somebody's program ends, in the middle of whatever it does. */
  revokeToken(random: Prng): void {
    const { ledger, model, people, situations } = this.#decisions.surroundings
    const person = random.pick(people)
    const { userId, tokenId } = person
    if (tokenId === null) return
    this.#decisions.decide(() => {
      model.tokens.revoke(userId, tokenId)
      ledger.signInEnded(tokenId, this.#decisions.now)
    })
    person.tokenId = null
    situations.reached('a token was revoked')
  }

  /** Writes down that somebody's sign-ins are over; whether there was one. */
  #endSignIn(person: Person): boolean {
    const { ledger, situations } = this.#decisions.surroundings
    const { signInId, tokenId } = person
    if (signInId === null) return false
    if (tokenId !== null) ledger.signInEnded(tokenId, this.#decisions.now)
    person.tokenId = null
    if (this.#decisions.pagesOf(person).some(({ session }) => session?.state.phase === 'live')) {
      situations.reached('a sign-in ended while it was in use')
    }
    ledger.signInEnded(signInId, this.#decisions.now)
    person.signInId = null
    return true
  }
}
