'use server'
import {
  addPerson,
  DomainError,
  database,
  deleteDocument,
  type FoundText,
  removePerson,
  renameDocument,
  restoreDocument,
  saveListView,
  searchTexts,
  searchTitles,
  setStarred,
  setTagged,
  places as storedPlaces,
  trashDocument,
} from '@tandem/documents'
import { z } from 'zod'
import type { Result } from '#lib/result.ts'
import { act } from '#server/action.ts'
import { countsProvedOnly } from '#server/env.ts'
import { holderOf } from '#server/holder-of.ts'
import { countTextSearch, countTitleSearch } from '#server/search-rates.ts'
import { countInvitations } from '#server/sharing-rates.ts'
import type { DocumentPage } from './document-summary.ts'
import { lastUsed } from './last-used.ts'
import { type ListedQuery, layouts, sorts, type View } from './listed-query.ts'
import { loadPlace } from './load-place.ts'
import { mostAtOnce } from './many.ts'

const id = z.string().min(1).max(64)
const ids = z.array(id).min(1).max(mostAtOnce)
const tag = z.string().min(1).max(1000)

/** What could not be done with some documents of many: which, and why the first of them. */
type Left = { readonly failed: readonly string[]; readonly reason: string | null }

/** Gives a document another title. */
export async function renameDocumentAction(input: { id: string; title: string }): Promise<Result> {
  return act(z.strictObject({ id, title: z.string().max(10_000) }), input, async (user, { id, title }) => {
    await renameDocument(database(), holderOf(user), id, title)
    return {}
  })
}

/** Moves documents to the trash. */
export async function trashDocumentsAction(input: { ids: readonly string[] }): Promise<Result<Left>> {
  return act(z.strictObject({ ids }), input, (user, { ids }) =>
    withEach(ids, (id) => trashDocument(database(), holderOf(user), id)),
  )
}

/** Takes documents out of the trash. */
export async function restoreDocumentsAction(input: { ids: readonly string[] }): Promise<Result<Left>> {
  return act(z.strictObject({ ids }), input, (user, { ids }) =>
    withEach(ids, (id) => restoreDocument(database(), holderOf(user), id)),
  )
}

/** Deletes documents that are in the trash for good. */
export async function deleteDocumentsAction(input: { ids: readonly string[] }): Promise<Result<Left>> {
  return act(z.strictObject({ ids }), input, (user, { ids }) =>
    withEach(ids, (id) => deleteDocument(database(), holderOf(user), id)),
  )
}

/** Gives documents a star of one's own, or takes it. */
export async function starDocumentsAction(input: { ids: readonly string[]; starred: boolean }): Promise<Result<Left>> {
  return act(z.strictObject({ ids, starred: z.boolean() }), input, (user, { ids, starred }) =>
    withEach(ids, (id) => setStarred(database(), holderOf(user), id, starred)),
  )
}

/** Gives documents a tag of one's own, or takes it. */
export async function tagDocumentsAction(input: {
  ids: readonly string[]
  tag: string
  tagged: boolean
}): Promise<Result<Left>> {
  return act(z.strictObject({ ids, tag, tagged: z.boolean() }), input, (user, { ids, ...change }) =>
    withEach(ids, (id) => setTagged(database(), holderOf(user), id, change)),
  )
}

/** Gives somebody a role in documents; and says who that is, for the way back: null when it worked with none. */
export async function shareDocumentsAction(input: {
  ids: readonly string[]
  email: string
  role: 'editor' | 'commenter' | 'viewer'
}): Promise<Result<Left & { readonly userId: string | null }>> {
  const schema = z.strictObject({
    ids,
    email: z.string().max(1000),
    role: z.enum(['editor', 'commenter', 'viewer']),
  })
  return act(schema, input, async (user, { ids, ...person }) => {
    // One address, however many documents: nobody finds out by this who has an account, one address after another.
    await countInvitations(user.id, 1)
    const verifiedOnly = countsProvedOnly()
    let userId: string | null = null
    const left = await withEach(ids, async (id) => {
      const added = await addPerson(database(), holderOf(user), id, person, { verifiedOnly })
      userId = added.userId
    })
    return { ...left, userId }
  })
}

/** Takes documents away from somebody again. */
export async function unshareDocumentsAction(input: { ids: readonly string[]; userId: string }): Promise<Result<Left>> {
  return act(z.strictObject({ ids, userId: id }), input, (user, { ids, userId }) =>
    withEach(ids, (id) => removePerson(database(), holderOf(user), id, userId)),
  )
}

/** Remembers how one looks at one's documents. */
export async function saveListViewAction(input: View): Promise<Result> {
  return act(z.strictObject({ sort: z.enum(sorts), layout: z.enum(layouts) }), input, async (user, view) => {
    await saveListView(database(), holderOf(user), view)
    return {}
  })
}

/** The next page of a list. */
export async function moreDocumentsAction(input: ListedQuery & { cursor: string }): Promise<Result<DocumentPage>> {
  const schema = z.strictObject({
    place: z.enum(storedPlaces),
    sort: z.enum(sorts),
    tag: tag.optional(),
    cursor: z.string().min(1).max(20_000),
  })
  return act(schema, input, (user, query) => loadPlace(user.id, query))
}

/** Documents to go to: by what is typed of their titles, or those used last when nothing is typed. */
export async function findDocumentsAction(input: {
  query: string
}): Promise<Result<{ documents: readonly { readonly id: string; readonly title: string }[] }>> {
  return act(z.strictObject({ query: z.string().max(500) }), input, async (user, { query }) => {
    await countTitleSearch(user.id)
    const found =
      query.trim() === '' ? await lastUsed(user.id) : await searchTitles(database(), holderOf(user), { query })
    return { documents: found.map(({ id, title }) => ({ id, title })) }
  })
}

/** Documents in whose texts something is found, with the lines that show it. */
export async function findTextsAction(input: { query: string }): Promise<Result<{ documents: readonly FoundText[] }>> {
  return act(z.strictObject({ query: z.string().max(500) }), input, async (user, { query }) => {
    await countTextSearch(user.id)
    return { documents: await searchTexts(database(), holderOf(user), { query }) }
  })
}

/** Does the same with several documents: one that can't be keeps nobody from the others. */
async function withEach(ids: readonly string[], work: (id: string) => Promise<unknown>): Promise<Left> {
  const failed: string[] = []
  let reason: string | null = null
  for (const id of new Set(ids)) {
    try {
      await work(id)
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
      failed.push(id)
      reason ??= error.message
    }
  }
  return { failed, reason }
}
