import { type DocumentDetails, DomainError, database, getDocument } from '@tandem/documents'
import { archiveOf, everything, fileOf } from '#features/documents/files/export-files.ts'
import { maxExported } from '#features/documents/files/file-limits.ts'
import { portions } from '#features/documents/many.ts'
import { contentDisposition } from '#server/content-disposition.ts'
import { currentUser } from '#server/current-user.ts'
import { admitDownload } from '#server/file-rates.ts'
import { holderOf } from '#server/holder-of.ts'
import { problem } from '#server/problem.ts'
import { isSameOrigin } from '#server/same-origin.ts'

/** Ids of the longest kind, with what a form adds to each. */
const maxFormBytes = 100 * maxExported

/** Hands over documents as files: the one that is named, an archive of several, an archive of all for none. */
export async function POST(request: Request): Promise<Response> {
  if (!isSameOrigin(request.headers)) return problem(403, 'forbidden', 'Documents are given to this site only.')
  const user = await currentUser()
  if (!user) return problem(401, 'auth_required', 'Sign in to go on.')
  if (!(Number(request.headers.get('content-length') ?? Number.NaN) <= maxFormBytes)) {
    return problem(413, 'too_large', 'That is too much for one request.')
  }
  if (!(await admitDownload(user.id))) return problem(429, 'rate_limited', 'Too many downloads. Wait a minute.')
  const form = await request.formData().catch(() => null)
  if (!form) return problem(400, 'bad_request', 'That is no form.')
  const ids = [...new Set(form.getAll('id').map(String))]
  if (ids.length > maxExported) return problem(413, 'too_large', 'That is too much for one request.')
  const holder = holderOf(user)
  try {
    const wanted: DocumentDetails[] = []
    // Some at a time: thousands at once would keep everybody else waiting for a connection.
    for (const some of portions(ids)) {
      wanted.push(...(await Promise.all(some.map((id) => getDocument(database(), holder, id)))))
    }
    const [only] = wanted
    if (only && wanted.length === 1) {
      return file(only.title, 'text/plain; charset=utf-8', await fileOf(holder, only.id))
    }
    const documents = wanted.length > 0 ? wanted : await everything(holder)
    return file('documents.zip', 'application/zip', archiveOf(holder, documents))
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    return problem(error.code === 'busy' ? 503 : 404, error.code, error.message)
  }
}

function file(title: string, type: string, body: string | ReadableStream<Uint8Array>): Response {
  return new Response(body, {
    headers: {
      'Content-Type': type,
      'Content-Disposition': contentDisposition(title),
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
    },
  })
}
