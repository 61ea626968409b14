'use server'
import { database, disconnectProvider } from '@tandem/documents'
import { z } from 'zod'
import type { Result } from '#lib/result.ts'
import { act } from '#server/action.ts'
import { storedProvider } from '#server/providers.ts'

/** Ends that the signed-in person can come in by a provider. */
export async function disconnectProviderAction(input: { provider: string }): Promise<Result> {
  return act(z.strictObject({ provider: z.string().max(40) }), input, async (user, { provider }) => {
    await disconnectProvider(database(), { userId: user.id, signInId: user.signInId }, storedProvider(provider))
    return {}
  })
}
