'use server'
import { createToken, database, revokeToken, tokenDays, tokenScopes } from '@tandem/documents'
import { z } from 'zod'
import type { Result } from '#lib/result.ts'
import { act } from '#server/action.ts'
import { holderOf } from '#server/holder-of.ts'

const wanted = z.strictObject({
  name: z.string().max(2_000),
  scopes: z.array(z.enum(tokenScopes)).max(tokenScopes.length),
  days: z.literal(tokenDays),
})

/** Makes a token, and tells its secret this once. */
export async function createTokenAction(input: unknown): Promise<Result<{ secret: string }>> {
  return act(wanted, input, async (user, token) => {
    const { secret } = await createToken(database(), holderOf(user), token)
    return { secret }
  })
}

/** Ends one of the person's tokens. */
export async function revokeTokenAction(input: { tokenId: string }): Promise<Result> {
  return act(z.strictObject({ tokenId: z.string().max(64) }), input, async (user, { tokenId }) => {
    await revokeToken(database(), user.id, tokenId)
    return {}
  })
}
