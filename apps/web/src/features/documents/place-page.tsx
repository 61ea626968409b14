import { requireUser } from '#server/current-user.ts'
import { DocumentList } from './document-list.tsx'
import { loadPlace } from './load-place.ts'
import { type Place, placePaths } from './place.ts'

/** A place of the signed-in person, with its first page. */
export async function PlacePage({ place }: { readonly place: Place }) {
  const user = await requireUser(placePaths[place])
  const initial = await loadPlace(user.id, place)
  // A new key for every load: what the server says now replaces what the list remembered.
  const now = Date.now()
  return <DocumentList key={now} place={place} initial={initial} now={now} />
}
