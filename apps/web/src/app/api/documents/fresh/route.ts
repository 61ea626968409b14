import { places } from '@tandem/documents'
import { z } from 'zod'
import { mostAsked, sorts } from '#features/documents/listed-query.ts'
import { loadTaggedPage } from '#features/documents/tagged-page.ts'
import { answer } from '#server/answer.ts'
import { requirePageUser } from '#server/page-user.ts'
import { problem } from '#server/problem.ts'
import { admitAction } from '#server/rate-limits.ts'

const querySchema = z.strictObject({
  place: z.enum(places),
  sort: z.enum(sorts),
  tag: z.string().min(1).max(1000).optional(),
  asked: z
    .string()
    .transform((ids) => ids.split(' '))
    .pipe(z.array(z.string().min(1).max(64)).max(mostAsked))
    .optional(),
})

/**
 * The first page of a list as it is now, and those of the documents asked about that are behind it: what an open list asks
 * every few seconds. Empty (304) while it is what it was.
 */
export async function GET(request: Request): Promise<Response> {
  return answer(() => freshList(request))
}

async function freshList(request: Request): Promise<Response> {
  const user = await requirePageUser(request.headers)
  if (!(await admitAction(user.id))) return problem(429, 'rate_limited', 'Too many requests. Wait a minute.')
  const query = querySchema.safeParse(Object.fromEntries(new URL(request.url).searchParams))
  if (!query.success) return problem(400, 'bad_request', 'There is no such list.')
  const { asked, ...listed } = query.data
  const { body, etag } = await loadTaggedPage(user.id, listed, asked)
  const headers = { ETag: etag, 'Cache-Control': 'private, no-store', 'Content-Type': 'application/json' }
  if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers })
  return new Response(body, { headers })
}
