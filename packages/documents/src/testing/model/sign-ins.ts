import { hueOf } from '@tandem/protocol'
import type { SignedIn } from '../../accounts/account.ts'
import { idleSeconds, type SignIn, type SignInHolder } from '../../accounts/sign-in.ts'
import { DomainError } from '../../domain-error.ts'
import type { SignInRow, Tables } from './tables.ts'

/** Sign-ins in the model. */
export class ModelSignIns {
  readonly #tables: Tables

  constructor(tables: Tables) {
    this.#tables = tables
  }

  /** As `accountOf`. */
  accountOf({ userId, signInId }: SignInHolder): SignedIn | null {
    const signIn = this.#tables.livingSignIn(signInId, userId)
    const user = signIn && this.#tables.users.get(userId)
    if (signIn) keep(signIn, this.#tables.now())
    return user ? { id: user.id, email: user.email, name: user.name, hue: hueOf(user.id) } : null
  }

  /** As `listSignIns`. */
  list(userId: string): SignIn[] {
    const now = this.#tables.now()
    return this.#of(userId)
      .filter(({ expiresAt, isToken }) => expiresAt > now && !isToken)
      .sort((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? -1 : 1))
      .map(({ id, agent, createdAt, expiresAt }) => ({
        id,
        agent,
        createdAt: new Date(createdAt),
        expiresAt: new Date(expiresAt),
      }))
  }

  /** As `endSignIn`. */
  end({ userId, signInId }: SignInHolder): void {
    const signIn = this.#tables.signIns.get(signInId)
    if (signIn?.userId !== userId) throw new DomainError('not_found')
    this.#end(userId, [signIn])
  }

  /** As `endAllSignIns`. */
  endAll(userId: string): void {
    this.#end(userId, this.#of(userId))
  }

  #of(userId: string): SignInRow[] {
    return [...this.#tables.signIns.values()].filter((signIn) => signIn.userId === userId)
  }

  #end(userId: string, ended: readonly SignInRow[]): void {
    for (const { id } of ended) this.#tables.signIns.delete(id)
    if (ended.length > 0) this.#tables.notify({ channel: 'access', document: null, user: userId })
  }
}

/** As `keepSignIns`: to the hour. */
function keep(signIn: SignInRow, now: number): void {
  const wanted = now + idleSeconds * 1000
  if (signIn.expiresAt < Math.min(signIn.endsAt, wanted - hourMs)) signIn.expiresAt = Math.min(signIn.endsAt, wanted)
}

const hourMs = 60 * 60 * 1000
