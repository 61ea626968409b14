'use server'
import {
  createDocument,
  database,
  renameDocument,
  restoreDocument,
  searchTitles,
  trashDocument,
} from '@tandem/documents'
import { z } from 'zod'
import type { Result } from '#lib/result.ts'
import { act } from '#server/action.ts'
import type { DocumentPage } from './document-summary.ts'
import { lastEdited } from './last-edited.ts'
import { loadPlace } from './load-place.ts'
import { places } from './place.ts'

const id = z.string().min(1).max(64)

/** Makes an empty document of the signed-in person. */
export async function createDocumentAction(): Promise<Result<{ id: string }>> {
  return act(z.undefined(), undefined, (user) => createDocument(database(), { userId: user.id }, {}))
}

/** Gives a document another title. */
export async function renameDocumentAction(input: { id: string; title: string }): Promise<Result> {
  return act(z.strictObject({ id, title: z.string().max(10_000) }), input, async (user, { id, title }) => {
    await renameDocument(database(), { userId: user.id }, id, title)
    return {}
  })
}

/** Moves a document to the trash. */
export async function trashDocumentAction(input: { id: string }): Promise<Result> {
  return act(z.strictObject({ id }), input, async (user, { id }) => {
    await trashDocument(database(), { userId: user.id }, id)
    return {}
  })
}

/** Takes a document out of the trash. */
export async function restoreDocumentAction(input: { id: string }): Promise<Result> {
  return act(z.strictObject({ id }), input, async (user, { id }) => {
    await restoreDocument(database(), { userId: user.id }, id)
    return {}
  })
}

/** The next page of a place. */
export async function moreDocumentsAction(input: { place: string; cursor: string }): Promise<Result<DocumentPage>> {
  const schema = z.strictObject({ place: z.enum(places), cursor: z.string().min(1).max(1000) })
  return act(schema, input, (user, { place, cursor }) => loadPlace(user.id, place, cursor))
}

/** Documents to go to: by what is typed of their titles, or those edited last when nothing is typed. */
export async function findDocumentsAction(input: {
  query: string
}): Promise<Result<{ documents: readonly { readonly id: string; readonly title: string }[] }>> {
  return act(z.strictObject({ query: z.string().max(500) }), input, async (user, { query }) => {
    const found =
      query.trim() === '' ? await lastEdited(user.id) : await searchTitles(database(), { userId: user.id }, { query })
    return { documents: found.map(({ id, title }) => ({ id, title })) }
  })
}
