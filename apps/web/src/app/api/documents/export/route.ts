import { type DocumentDetails, database, getDocument } from '@tandem/documents'
import { archiveOf, everything, fileOf } from '#features/documents/files/export-files.ts'
import { maxExported } from '#features/documents/files/file-limits.ts'
import { portions } from '#features/documents/many.ts'
import { personHeader } from '#lib/page-person.ts'
import { answer } from '#server/answer.ts'
import { contentDisposition } from '#server/content-disposition.ts'
import { admitDownload } from '#server/file-rates.ts'
import { holderOf } from '#server/holder-of.ts'
import { requirePageUser } from '#server/page-user.ts'
import { problem } from '#server/problem.ts'
import { isSameOrigin } from '#server/same-origin.ts'

/** Ids of the longest kind, with what a form adds to each. */
const maxFormBytes = 100 * maxExported

/** Hands over documents as files: the one that is named, an archive of several, an archive of all for none. */
export async function POST(request: Request): Promise<Response> {
  if (!isSameOrigin(request.headers)) return problem(403, 'forbidden', 'Documents are given to this site only.')
  return answer(() => giveFiles(request))
}

async function giveFiles(request: Request): Promise<Response> {
  if (!(Number(request.headers.get('content-length') ?? Number.NaN) <= maxFormBytes)) {
    return problem(413, 'too_large', 'That is too much for one request.')
  }
  const form = await request.formData().catch(() => null)
  if (!form) return problem(400, 'bad_request', 'That is no form.')
  // Browsers send forms without headers of ours: what a page says in one else stands in a field.
  const user = await requirePageUser({ get: (name) => (name === personHeader ? text(form.get('person')) : null) })
  if (!(await admitDownload(user.id))) return problem(429, 'rate_limited', 'Too many downloads. Wait a minute.')
  const ids = [...new Set(form.getAll('id').map(String))]
  if (ids.length > maxExported) return problem(413, 'too_large', 'That is too much for one request.')
  const holder = holderOf(user)
  const wanted: DocumentDetails[] = []
  // Some at a time: thousands at once would keep everybody else waiting for a connection.
  for (const some of portions(ids)) {
    wanted.push(...(await Promise.all(some.map((id) => getDocument(database(), holder, id)))))
  }
  const [only] = wanted
  if (only && wanted.length === 1) {
    return file(only.title, 'text/plain; charset=utf-8', await fileOf(holder, only.id))
  }
  const documents = wanted.length > 0 ? wanted : await everything(holder, maxExported)
  if (documents === null) return problem(413, 'too_large', `More than ${maxExported} documents: select some of them.`)
  return file('documents.zip', 'application/zip', archiveOf(holder, documents))
}

function text(value: FormDataEntryValue | null): string | null {
  return typeof value === 'string' ? value : null
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
