'use server'
import { changeProfile, database } from '@tandem/documents'
import { z } from 'zod'
import type { Result } from '#lib/result.ts'
import { act } from '#server/action.ts'

/** Changes the name and the colour of the signed-in person; `hue` null: the colour that they have by themselves. */
export async function changeProfileAction(input: { name: string; hue: number | null }): Promise<Result> {
  const schema = z.strictObject({ name: z.string().max(2000), hue: z.number().nullable() })
  return act(schema, input, async (user, profile) => {
    await changeProfile(database(), user.id, profile)
    return {}
  })
}
