import 'server-only'
import { createHash } from 'node:crypto'
import type { ListedQuery } from './listed-query.ts'
import { loadPlace } from './load-place.ts'

/** The first page of somebody's list as JSON, and the entity tag that it has until something in it changes. */
export async function loadTaggedPage(userId: string, query: ListedQuery) {
  const page = await loadPlace(userId, query)
  const body = JSON.stringify(page)
  const etag = `"${createHash('sha256').update(userId).update(body).digest('base64url').slice(0, 22)}"`
  return { page, body, etag }
}
