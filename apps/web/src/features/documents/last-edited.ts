import 'server-only'
import { type DocumentListItem, database, listDocuments } from '@tandem/documents'

/** As many as one looks through before typing is quicker. */
const most = 8

/** The documents of a person that were edited last, their own and those shared with them. */
export async function lastEdited(userId: string): Promise<readonly DocumentListItem[]> {
  const { items } = await listDocuments(database(), { userId }, { place: 'all', limit: most })
  return items
}
