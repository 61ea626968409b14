'use server'
import { database, getDocument, replicaAuthors, roleGiver } from '@tandem/documents'
import { z } from 'zod'
import type { Result } from '#lib/result.ts'
import { act } from '#server/action.ts'
import { holderOf } from '#server/holder-of.ts'
import type { Author } from './author.ts'

const named = z.strictObject({ id: z.string().min(1).max(64) })

/** Who wrote with each replica of a document, for those who may read it. */
export async function findAuthorsAction(input: { id: string }): Promise<Result<{ authors: readonly Author[] }>> {
  return act(named, input, async (user, { id }) => {
    await getDocument(database(), holderOf(user), id)
    const authors = await replicaAuthors(database(), id)
    return { authors: [...authors].map(([replica, { id: userId, name }]) => ({ replica, userId, name })) }
  })
}

/** Who gave this person the role that they have in a document; null when nobody did, or nobody who is still here. */
export async function findRoleGiverAction(input: { id: string }): Promise<Result<{ name: string | null }>> {
  return act(named, input, async (user, { id }) => ({ name: await roleGiver(database(), holderOf(user), id) }))
}
