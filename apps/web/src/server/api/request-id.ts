import { randomUUID } from 'node:crypto'

/** What a request is called in logs and answers: as its program calls it, when that can be a name, or a new name. */
export function requestIdOf(headers: Headers): string {
  const given = headers.get('x-request-id')
  return given !== null && /^[\w.-]{1,64}$/.test(given) ? given : randomUUID()
}
