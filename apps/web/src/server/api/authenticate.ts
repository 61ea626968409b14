import { database, endExpiredLinks, holderOfToken, type TokenHolder } from '@tandem/documents'
import { ApiError } from './api-error.ts'
import type { Endpoint } from './endpoint.ts'

/**
 * Who asks, by the token in `Authorization`: never by a cookie, so no other site can ask in a visitor's name. Throws
 * `ApiError`: `auth_required` without a token that lives, `insufficient_scope` for one that is not good for this.
 */
export async function authenticate(headers: Headers): Promise<TokenHolder> {
  const [, secret] = /^bearer +(\S+)$/i.exec(headers.get('authorization') ?? '') ?? []
  if (secret === undefined) {
    throw new ApiError('auth_required', 'Send a token: Authorization: Bearer tandem_pat_…', {
      headers: { 'WWW-Authenticate': 'Bearer realm="tandem"' },
    })
  }
  const holder = await holderOfToken(database(), secret)
  if (!holder) {
    throw new ApiError('auth_required', 'This token is not valid (any more).', {
      headers: { 'WWW-Authenticate': 'Bearer realm="tandem", error="invalid_token"' },
    })
  }
  // Before anything is asked for in their name.
  await endExpiredLinks(database(), holder.userId)
  return holder
}

/** Requires a token to be good for an operation. Throws `ApiError('insufficient_scope')`. */
export function requireScope({ scopes }: TokenHolder, { scope }: Endpoint): void {
  if (scope === 'any' || scope === 'public' || scopes.includes(scope)) return
  throw new ApiError('insufficient_scope', `This takes a token with the scope ${scope}.`, {
    headers: { 'WWW-Authenticate': `Bearer realm="tandem", error="insufficient_scope", scope="${scope}"` },
  })
}
