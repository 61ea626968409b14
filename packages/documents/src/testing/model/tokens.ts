import type { z } from 'zod'
import { proofSeconds, type SignInHolder, tidyAgent } from '../../accounts/sign-in.ts'
import { DomainError } from '../../domain-error.ts'
import { parse } from '../../parse.ts'
import { maxTokens, newTokenSchema } from '../../tokens/token.ts'
import type { ModelSignIns } from './sign-ins.ts'
import type { Tables } from './tables.ts'

/** Tokens of programs, in the model: it keeps no secrets, since whoever has the id has the token here. */
export class ModelTokens {
  readonly #tables: Tables
  readonly #signIns: ModelSignIns

  constructor(tables: Tables, signIns: ModelSignIns) {
    this.#tables = tables
    this.#signIns = signIns
  }

  /** As `createToken`. */
  create({ userId, signInId }: SignInHolder, input: z.input<typeof newTokenSchema>): { id: string } {
    const { name, days } = parse(newTokenSchema, input)
    const signIn = this.#tables.livingSignIn(signInId, userId)
    if (!signIn || signIn.isToken) throw new DomainError('auth_required')
    if (this.#tables.users.get(userId)?.email == null) throw new DomainError('forbidden')
    // Nobody shows who they are but by signing in.
    if (signIn.createdAt <= this.#tables.now() - proofSeconds * 1000)
      throw new DomainError('forbidden', undefined, 'proof')
    const tokens = this.#tables.tidySignIns(userId).filter(({ isToken }) => isToken)
    if (tokens.length >= maxTokens) throw new DomainError('conflict')
    const id = this.#tables.newId()
    const createdAt = this.#tables.now()
    const expiresAt = createdAt + days * dayMs
    const agent = tidyAgent(`Access token ${name}`)
    this.#tables.signIns.set(id, { id, userId, agent, createdAt, expiresAt, endsAt: expiresAt, isToken: true })
    return { id }
  }

  /** As `revokeToken`. */
  revoke(userId: string, tokenId: string): void {
    if (!this.#tables.signIns.get(tokenId)?.isToken) throw new DomainError('not_found')
    this.#signIns.end({ userId, signInId: tokenId })
  }
}

const dayMs = 24 * 60 * 60 * 1000
