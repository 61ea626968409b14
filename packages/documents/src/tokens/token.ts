import { createHash } from 'node:crypto'
import { newId } from '@tandem/db'
import { z } from 'zod'
import { nameSchema } from '../accounts/person-text.ts'

/** What a token may be good for; nothing follows from another one. */
export const tokenScopes = ['documents:read', 'documents:write', 'permissions:read', 'permissions:write'] as const

/** One of `tokenScopes`. */
export type TokenScope = (typeof tokenScopes)[number]

/** Days after which a token ends by itself, as one chooses them: none lasts for ever. */
export const tokenDays = [7, 30, 90, 365] as const

/** Programs that act for one person: more than anybody keeps in mind. */
export const maxTokens = 20

/** A token as its person sees it. The secret itself is told once, when it is made. */
export type AccessToken = {
  readonly id: string
  readonly name: string
  readonly scopes: readonly TokenScope[]
  readonly createdAt: Date
  readonly expiresAt: Date
  /** To the minute; null when it was never used. */
  readonly lastUsedAt: Date | null
}

/** What somebody gives who makes a token. */
export const newTokenSchema = z.strictObject({
  name: nameSchema,
  scopes: z
    .array(z.enum(tokenScopes, 'There is no such scope.'))
    .min(1, 'Choose what the token may do.')
    .max(tokenScopes.length)
    .transform((scopes) => tokenScopes.filter((scope) => scopes.includes(scope))),
  days: z.literal(tokenDays, 'That is not one of the times that a token can last.'),
})

/** Begins every secret, so that programs that look for secrets in the wrong places know one. */
const prefix = 'tandem_pat_'
const secretPattern = /^tandem_pat_[0-9a-z]{52}$/

/** A new secret: 260 random bits behind the prefix. */
export function newTokenSecret(): string {
  return `${prefix}${newId()}${newId()}`
}

/**
 * What is kept of a secret, or null for what can't be one. Nobody guesses 260 bits, so one round of SHA-256 is enough: the
 * slow hashes are for what people make up.
 */
export function hashOfToken(secret: string): Buffer | null {
  return secretPattern.test(secret) ? createHash('sha256').update(secret).digest() : null
}
