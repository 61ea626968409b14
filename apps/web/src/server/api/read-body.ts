import { ApiError } from './api-error.ts'
import { maxJsonBytes, maxTextBytes } from './api-limits.ts'
import type { Endpoint } from './endpoint.ts'

/**
 * The body of a request, as text; empty where the endpoint takes none, which is then not read. Throws `ApiError`:
 * `unsupported_media_type` for another content type or a packed body, `too_large` (without reading on), `bad_request` for
 * bytes that are not UTF-8.
 */
export async function readBody(request: Request, endpoint: Endpoint): Promise<string> {
  if (endpoint.body === null) return ''
  const [type, most] = endpoint.body === 'text' ? ['text/plain', maxTextBytes] : ['application/json', maxJsonBytes]
  requireType(request.headers, type)
  const bytes = await readUpTo(request, most)
  try {
    // A byte order mark is no part of a text.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new ApiError('bad_request', 'The body is not UTF-8.')
  }
}

function requireType(headers: Headers, type: string): void {
  const [given = '', ...parameters] = (headers.get('content-type') ?? '').split(';').map((part) => part.trim())
  const charset = parameters.find((parameter) => /^charset=/i.test(parameter))
  if (given.toLowerCase() !== type || (charset !== undefined && !/^charset="?utf-8"?$/i.test(charset))) {
    throw new ApiError('unsupported_media_type', `This takes ${type} in UTF-8.`, { headers: { Accept: type } })
  }
  // A small body that is packed can be a large one.
  const coding = headers.get('content-encoding')
  if (coding !== null && coding.toLowerCase() !== 'identity') {
    throw new ApiError('unsupported_media_type', 'A packed body is not taken.', {
      headers: { 'Accept-Encoding': 'identity' },
    })
  }
}

/** What it says of its length is believed only when it is too much. */
async function readUpTo(request: Request, most: number): Promise<Uint8Array> {
  const tooLarge = () => new ApiError('too_large', `A body can have at most ${most} bytes.`)
  if (Number(request.headers.get('content-length')) > most) throw tooLarge()
  const reader = request.body?.getReader()
  if (!reader) return new Uint8Array()
  const chunks: Uint8Array[] = []
  let length = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return Buffer.concat(chunks)
    length += value.length
    if (length > most) {
      await reader.cancel()
      throw tooLarge()
    }
    chunks.push(value)
  }
}
