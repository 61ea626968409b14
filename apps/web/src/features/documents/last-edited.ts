import 'server-only'
import { type DocumentListItem, database, listDocuments } from '@tandem/documents'

/** As many as one looks through before typing is quicker. */
const most = 8

/** The documents of a person that were edited last, their own and those shared with them. */
export async function lastEdited(userId: string): Promise<readonly DocumentListItem[]> {
  const list = (place: 'mine' | 'shared') => listDocuments(database(), { userId }, { place, limit: most })
  const [mine, shared] = await Promise.all([list('mine'), list('shared')])
  return [...mine.items, ...shared.items].sort((a, b) => b.editedAt.getTime() - a.editedAt.getTime()).slice(0, most)
}
