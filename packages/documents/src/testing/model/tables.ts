import type { DocumentRow } from './document-row.ts'

/** What the model takes from outside: it has no clock and no chance of its own. */
export type ModelEnvironment = {
  /** Milliseconds since 1970: the database's clock. */
  now(): number
  /** An id that no other call gave. */
  newId(): string
}

/** What a commit tells everybody who listens, as the database's NOTIFY does. */
export type Notice =
  /** Who may do what changed: in one document (null: in all), for one person (null: for everybody). */
  | { readonly channel: 'access'; readonly document: string | null; readonly user: string | null }
  /** A document's title or place changed. */
  | { readonly channel: 'document'; readonly document: string }

/** A person; a guest has no address and no password. The password is kept as it is: hashing is not what the model is a model of. */
export type UserRow = {
  readonly id: string
  email: string | null
  name: string
  password: string | null
  disabledAt: number | null
  /** Whether they have shown that the address is theirs. */
  isVerified: boolean
}

/** A sign-in: it lives for as long as it is in the table and has not expired. */
export type SignInRow = {
  readonly id: string
  readonly userId: string
  readonly agent: string
  readonly createdAt: number
  /** Use puts it off, until `endsAt`. */
  expiresAt: number
  readonly endsAt: number
  /** Whether a program holds it. */
  readonly isToken: boolean
}

/** The state of a model of the database, and what its parts have in common. */
export class Tables {
  readonly users = new Map<string, UserRow>()
  readonly signIns = new Map<string, SignInRow>()
  readonly documents = new Map<string, DocumentRow>()
  readonly #environment: ModelEnvironment
  readonly #listeners = new Set<(notice: Notice) => void>()

  constructor(environment: ModelEnvironment) {
    this.#environment = environment
  }

  now(): number {
    return this.#environment.now()
  }

  newId(): string {
    return this.#environment.newId()
  }

  userWithEmail(email: string): UserRow | undefined {
    for (const user of this.users.values()) if (user.email === email) return user
    return undefined
  }

  /** The sign-in, if it is that person's and lives at `at`. */
  livingSignIn(signInId: string, userId: string, at = this.now()): SignInRow | undefined {
    const signIn = this.signIns.get(signInId)
    return signIn?.userId === userId && signIn.expiresAt > at ? signIn : undefined
  }

  /** A person's sign-ins that live; those that have expired are gone from now on. */
  tidySignIns(userId: string): SignInRow[] {
    const own = [...this.signIns.values()].filter((signIn) => signIn.userId === userId)
    return own.filter(({ id, expiresAt }) => expiresAt > this.now() || !this.signIns.delete(id))
  }

  /** Why a person without a living sign-in is turned away. */
  signedOut(userId: string): 'auth_required' | 'account_disabled' {
    return this.users.get(userId)?.disabledAt != null ? 'account_disabled' : 'auth_required'
  }

  /** Hears of every commit from now on, once it is made. Returns what ends that. */
  listen(listener: (notice: Notice) => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** The last thing that a commit does: whoever hears of it sees all of it. */
  notify(notice: Notice): void {
    for (const listener of [...this.#listeners]) listener(notice)
  }
}
