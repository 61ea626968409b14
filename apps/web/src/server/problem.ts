import 'server-only'
import type { ErrorCode } from '@tandem/protocol'

/** An error response in the one shape of all routes (RFC 9457). Never cached. */
export function problem(status: number, code: ErrorCode, title: string): Response {
  return Response.json(
    { type: 'about:blank', status, code, title },
    { status, headers: { 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store' } },
  )
}
