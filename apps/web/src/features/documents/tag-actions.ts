'use server'
import { database, listTags, type Tag } from '@tandem/documents'
import { z } from 'zod'
import type { Result } from '#lib/result.ts'
import { act } from '#server/action.ts'
import { holderOf } from '#server/holder-of.ts'

/** One's own tags. */
export async function listTagsAction(): Promise<Result<{ tags: readonly Tag[] }>> {
  return act(z.undefined(), undefined, async (user) => ({ tags: await listTags(database(), holderOf(user)) }))
}
