import { maxImportBytes } from '#features/documents/files/file-limits.ts'
import { importFile } from '#features/documents/files/import-file.ts'
import { messages } from '#features/documents/files/messages.ts'
import { answer } from '#server/answer.ts'
import { admitUpload } from '#server/file-rates.ts'
import { holderOf } from '#server/holder-of.ts'
import { requirePageUser } from '#server/page-user.ts'
import { problem } from '#server/problem.ts'
import { isSameOrigin } from '#server/same-origin.ts'

/** Makes documents of a file that a page of ours sends: its body, and `?name=`. */
export async function POST(request: Request): Promise<Response> {
  if (!isSameOrigin(request.headers)) return problem(403, 'forbidden', 'Files are taken from this site only.')
  return answer(() => takeFile(request))
}

async function takeFile(request: Request): Promise<Response> {
  const user = await requirePageUser(request.headers)
  const name = new URL(request.url).searchParams.get('name') ?? ''
  if (name === '' || name.length > 1000) return problem(400, 'bad_request', 'A file needs a name.')
  // Nothing is read of a body that does not say that it is small enough; the server reads no more than it says.
  if (!(Number(request.headers.get('content-length') ?? Number.NaN) <= maxImportBytes)) {
    return problem(413, 'too_large', messages.fileTooLarge)
  }
  if (!(await admitUpload(user.id)))
    return problem(429, 'rate_limited', 'Too many files in a short time. Wait ten minutes.', 600)
  const bytes = new Uint8Array(await request.arrayBuffer())
  const imported = await importFile(holderOf(user), { name, bytes })
  return Response.json(imported, { headers: { 'Cache-Control': 'no-store' } })
}
