import { type Account, signUpSchema } from '../../accounts/account.ts'
import { nameSchema } from '../../accounts/person-text.ts'
import { DomainError } from '../../domain-error.ts'
import { parse } from '../../parse.ts'
import type { LinkKey } from '../../sharing/open-link.ts'
import type { ModelAccounts } from './accounts.ts'
import type { ModelLinks } from './links.ts'
import type { Tables, UserRow } from './tables.ts'

/** People without an account, in the model. */
export class ModelGuests {
  readonly #tables: Tables
  readonly #links: ModelLinks
  readonly #accounts: ModelAccounts

  constructor(tables: Tables, links: ModelLinks, accounts: ModelAccounts) {
    this.#tables = tables
    this.#links = links
    this.#accounts = accounts
  }

  /** As `admitGuest`. */
  admit(
    secret: string,
    { name, agent, ...key }: LinkKey & { readonly name: string; readonly agent: string },
  ): Account & { readonly signInId: string } {
    const shown = parse(nameSchema, name)
    this.#links.unlocked(secret, key)
    const user: UserRow = {
      id: this.#tables.newId(),
      email: null,
      name: shown,
      password: null,
      disabledAt: null,
      isVerified: false,
    }
    this.#tables.users.set(user.id, user)
    return { id: user.id, email: null, name: shown, signInId: this.#accounts.beginSignIn(user, agent) }
  }

  /** As `becomeMember`. */
  becomeMember(userId: string, input: { email: string; name: string; password: string }): void {
    const { email, name, password } = parse(signUpSchema, input)
    const user = this.#tables.users.get(userId)
    if (!user) throw new DomainError('auth_required')
    if (user.email !== null) throw new DomainError('conflict')
    if (this.#tables.userWithEmail(email)) throw new DomainError('conflict', undefined, 'email')
    user.email = email
    user.name = name
    user.password = password
  }
}
