'use server'
import { changePreferences, database } from '@tandem/documents'
import { z } from 'zod'
import { defaultPreferences, maxVimMappingsLength } from '#lib/preferences.ts'
import type { Result } from '#lib/result.ts'
import { act } from '#server/action.ts'
import type { PreferencePart } from './follow-account.ts'

const scalar = z.union([z.string().max(maxVimMappingsLength), z.number(), z.boolean(), z.null()])

/** Keeps some preferences in the account of the signed-in person: only those that there are. */
export async function savePreferencesAction(input: PreferencePart): Promise<Result> {
  return act(z.record(z.string(), scalar), input, async (user, given) => {
    const known = Object.entries(given).filter(([key]) => Object.hasOwn(defaultPreferences, key))
    await changePreferences(database(), user.id, Object.fromEntries(known))
    return {}
  })
}
