'use server'
import { createDocument, database, renameDocument, restoreDocument, trashDocument } from '@tandem/documents'
import { z } from 'zod'
import type { Result } from '#lib/result.ts'
import { act } from '#server/action.ts'
import type { DocumentPage } from './document-summary.ts'
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
