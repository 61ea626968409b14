import 'server-only'
import { database, listDocuments } from '@tandem/documents'

/** As many as one looks through before typing is quicker. */
const most = 8

/**
 * The documents that a person looks for most likely, their own and those shared with them: those that they opened last, and
 * when they opened few, those that were edited last.
 */
export async function lastUsed(userId: string): Promise<readonly { readonly id: string; readonly title: string }[]> {
  const opened = await listDocuments(database(), { userId }, { place: 'recent', sort: 'opened', limit: most })
  if (opened.items.length === most) return opened.items
  const edited = await listDocuments(database(), { userId }, { place: 'all', limit: most })
  const known = new Set(opened.items.map(({ id }) => id))
  return [...opened.items, ...edited.items.filter(({ id }) => !known.has(id))].slice(0, most)
}
