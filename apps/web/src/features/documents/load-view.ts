import 'server-only'
import { database, getListView } from '@tandem/documents'
import type { View } from './listed-query.ts'
import type { Listed } from './place.ts'

/** How somebody looks at a list: as they did last. */
export async function loadView(userId: string, place: Listed['place']): Promise<View> {
  const remembered = await getListView(database(), { userId })
  // What one opened last is what "recent" means.
  return place === 'recent' ? { ...remembered, sort: 'opened' } : remembered
}
