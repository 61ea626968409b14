import { type Account, changePasswordSchema, signUpSchema } from '../../accounts/account.ts'
import { emailSchema } from '../../accounts/email.ts'
import { isPossiblePassword } from '../../accounts/password.ts'
import { idleSeconds, maxSignIns, signInSeconds, tidyAgent } from '../../accounts/sign-in.ts'
import { DomainError } from '../../domain-error.ts'
import { parse } from '../../parse.ts'
import type { ModelInvitations } from './invitations.ts'
import type { ModelSignIns } from './sign-ins.ts'
import type { Tables, UserRow } from './tables.ts'

/** Accounts in the model; each function is the one of the same name of the package. */
export class ModelAccounts {
  readonly #tables: Tables
  readonly #signIns: ModelSignIns
  readonly #invitations: ModelInvitations

  constructor(tables: Tables, signIns: ModelSignIns, invitations: ModelInvitations) {
    this.#tables = tables
    this.#signIns = signIns
    this.#invitations = invitations
  }

  /** As `signUp`. */
  signUp(input: { email: string; name: string; password: string }): { userId: string } {
    const { email, name, password } = parse(signUpSchema, input)
    if (this.#tables.userWithEmail(email)) throw new DomainError('conflict', undefined, 'email')
    const id = this.#tables.newId()
    this.#tables.users.set(id, { id, email, name, password, disabledAt: null, isVerified: false })
    return { userId: id }
  }

  /** As `signIn`. */
  signIn(input: { email: string; password: string; agent: string }): (Account & { readonly signInId: string }) | null {
    const email = emailSchema.safeParse(input.email)
    if (!email.success || !isPossiblePassword(input.password)) return null
    const user = this.#tables.userWithEmail(email.data)
    if (user?.password !== input.password) return null
    if (user.disabledAt !== null) throw new DomainError('account_disabled')
    return { id: user.id, email: user.email, name: user.name, signInId: this.beginSignIn(user, input.agent) }
  }

  /** As `changePassword`. */
  changePassword(userId: string, input: { password: string; next: string }): void {
    const { next } = parse(changePasswordSchema, { next: input.next })
    const user = this.#tables.users.get(userId)
    if (!user || !isPossiblePassword(input.password) || user.password !== input.password) {
      throw new DomainError('bad_request', undefined, 'password')
    }
    user.password = next
    this.#signIns.endAll(userId)
  }

  /** As `disableAccount`. */
  disable(userId: string): void {
    const user = this.#require(userId)
    user.disabledAt ??= this.#tables.now()
    this.#signIns.endAll(userId)
  }

  /** As `enableAccount`. */
  enable(userId: string): void {
    this.#require(userId).disabledAt = null
  }

  /** As `verifyEmail` with what `requestVerification` sent; whether there was anything to show. */
  showAddress(userId: string): boolean {
    const user = this.#tables.users.get(userId)
    if (user?.email == null || user.isVerified || user.disabledAt !== null) return false
    user.isVerified = true
    this.#invitations.accept(userId)
    return true
  }

  #require(userId: string): UserRow {
    const user = this.#tables.users.get(userId)
    if (!user) throw new DomainError('not_found')
    return user
  }

  /** As `beginSignIn`: ends what has expired, and of too many the oldest; and gives what their address was invited to. Returns the id of the new one. */
  beginSignIn({ id: userId }: UserRow, agent: string): string {
    const { signIns } = this.#tables
    const now = this.#tables.now()
    const living = this.#tables.tidySignIns(userId).filter(({ isToken }) => !isToken)
    const newestFirst = living.sort((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? -1 : 1))
    const tooMany = newestFirst.slice(maxSignIns - 1)
    for (const { id } of tooMany) signIns.delete(id)
    const id = this.#tables.newId()
    const [expiresAt, endsAt] = [now + idleSeconds * 1000, now + signInSeconds * 1000]
    signIns.set(id, { id, userId, agent: tidyAgent(agent), createdAt: now, expiresAt, endsAt, isToken: false })
    if (tooMany.length > 0) this.#tables.notify({ channel: 'access', document: null, user: userId })
    this.#invitations.accept(userId)
    return id
  }
}
