'use server'
import { database, disconnectProvider } from '@tandem/documents'
import { z } from 'zod'
import type { Result } from '#lib/result.ts'
import { act } from '#server/action.ts'
import { holderOf } from '#server/holder-of.ts'
import { providerNames, storedProvider } from '#server/providers.ts'

/** Ends that the signed-in person can come in by a provider. */
export async function disconnectProviderAction(input: { provider: string }): Promise<Result> {
  return act(z.strictObject({ provider: z.string().max(40) }), input, async (user, { provider }) => {
    const configured = providerNames().map(({ id }) => storedProvider(id))
    await disconnectProvider(database(), holderOf(user), storedProvider(provider), configured)
    return {}
  })
}
