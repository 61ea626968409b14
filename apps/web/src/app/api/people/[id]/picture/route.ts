import { database, pictureOf } from '@tandem/documents'
import { currentUser } from '#server/current-user.ts'
import { problem } from '#server/problem.ts'

/** Seconds for which a browser shows a picture, or the initials, without asking again. */
const freshSeconds = 600

/** One pixel that shows what is below it (GIF). */
const nothing = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')

/**
 * Somebody's picture, for whoever is signed in: ids are not to be guessed, and who knows one sees the person somewhere. One
 * that shows nothing where there is none, also for who does not exist: lists ask for everybody's, and the initials stay.
 */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  if (!(await currentUser())) return problem(401, 'auth_required', 'Sign in to go on.')
  const picture = await pictureOf(database(), (await params).id)
  const caching = { 'Cache-Control': `private, max-age=${freshSeconds}` }
  if (!picture) return new Response(nothing, { headers: { ...caching, 'Content-Type': 'image/gif' } })
  const etag = `"${picture.hash.toString('base64url')}"`
  const headers = { ...caching, ETag: etag, 'Content-Type': 'image/jpeg', 'Content-Disposition': 'inline' }
  if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers })
  return new Response(new Uint8Array(picture.bytes), { headers })
}
