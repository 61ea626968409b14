import 'server-only'
import { createHash } from 'node:crypto'
import type { FreshPage } from './document-summary.ts'
import type { ListedQuery } from './listed-query.ts'
import { loadPlace } from './load-place.ts'

/**
 * The first page of somebody's list and of the documents that are `asked` about, by their ids, those behind it; as JSON, too,
 * and with the entity tag that it has until something in it changes.
 */
export async function loadTaggedPage(userId: string, query: ListedQuery, asked: readonly string[] = []) {
  const first = await loadPlace(userId, query)
  const listed = new Set(first.items.map(({ id }) => id))
  const ids = asked.filter((id) => !listed.has(id))
  const { items: shown } = ids.length > 0 ? await loadPlace(userId, { ...query, ids }) : { items: [] }
  const page: FreshPage = { ...first, shown }
  const body = JSON.stringify(page)
  // Of others who are asked about and all gone the answer would be the same.
  const hash = createHash('sha256')
    .update([userId, ...ids].join(' '))
    .update(body)
  return { page, body, etag: `"${hash.digest('base64url').slice(0, 22)}"` }
}
