import { DomainError } from '@tandem/documents'
import { maxImportBytes } from '#features/documents/files/file-limits.ts'
import { importFile } from '#features/documents/files/import-file.ts'
import { messages } from '#features/documents/files/messages.ts'
import { currentUser } from '#server/current-user.ts'
import { admitUpload } from '#server/file-rates.ts'
import { holderOf } from '#server/holder-of.ts'
import { problem } from '#server/problem.ts'
import { isSameOrigin } from '#server/same-origin.ts'

/** Makes documents of a file that a page of ours sends: its body, and `?name=`. */
export async function POST(request: Request): Promise<Response> {
  if (!isSameOrigin(request.headers)) return problem(403, 'forbidden', 'Files are taken from this site only.')
  const user = await currentUser()
  if (!user) return problem(401, 'auth_required', 'You are signed out. Sign in again to go on.')
  const name = new URL(request.url).searchParams.get('name') ?? ''
  if (name === '' || name.length > 1000) return problem(400, 'bad_request', 'A file needs a name.')
  // Nothing is read of a body that does not say that it is small enough; the server reads no more than it says.
  if (!(Number(request.headers.get('content-length') ?? Number.NaN) <= maxImportBytes)) {
    return problem(413, 'too_large', messages.fileTooLarge)
  }
  if (!(await admitUpload(user.id)))
    return problem(429, 'rate_limited', 'Too many files in a short time. Wait ten minutes.')
  try {
    const bytes = new Uint8Array(await request.arrayBuffer())
    const imported = await importFile(holderOf(user), { name, bytes })
    return Response.json(imported, { headers: { 'Cache-Control': 'no-store' } })
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    return problem(error.code === 'busy' ? 503 : 403, error.code, error.message)
  }
}
