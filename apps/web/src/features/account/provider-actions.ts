'use server'
import { database, disconnectProvider } from '@tandem/documents'
import { z } from 'zod'
import type { Result } from '#lib/result.ts'
import { act } from '#server/action.ts'

/** Ends that the signed-in person can come in by a provider. */
export async function disconnectProviderAction(input: { provider: string }): Promise<Result> {
  return act(z.strictObject({ provider: z.string().max(40) }), input, async (user, { provider }) => {
    await disconnectProvider(database(), user.id, provider)
    return {}
  })
}
