import 'server-only'
import type { ErrorCode } from '@tandem/protocol'

/** Seconds after which it is worth trying again, for what goes away by itself. */
export const retryAfterSeconds = { busy: 5, internal: 5, rate_limited: 60 } as const satisfies Partial<
  Record<ErrorCode, number>
>

/** An error response in the one shape of all routes (RFC 9457). Never cached. It says when to come again, where that helps. */
export function problem(status: number, code: ErrorCode, title: string, afterSeconds = afterOf(code)): Response {
  const headers = new Headers({ 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store' })
  if (afterSeconds !== null) headers.set('Retry-After', `${afterSeconds}`)
  return Response.json({ type: 'about:blank', status, code, title }, { status, headers })
}

function afterOf(code: ErrorCode): number | null {
  return code === 'busy' || code === 'internal' || code === 'rate_limited' ? retryAfterSeconds[code] : null
}
