import { type NextRequest, NextResponse } from 'next/server'
import { apiBase, paths } from '#lib/paths.ts'
import { env, isSecure } from '#server/env.ts'
import { problem } from '#server/problem.ts'
import { responseHeaders } from '#server/response-headers.ts'
import { isSameOrigin } from '#server/same-origin.ts'
import { sessionCookieName } from '#server/session.ts'

/**
 * Before everything that is answered: an address that is none is refused, at which a page would fail, and what other sites
 * send where a cookie would speak for the visitor; then a fresh nonce and the policy that names it, and a quick way to the
 * sign-in page for people without a session. That is only a shortcut; every page and action asks for itself who is there.
 */
export function proxy(request: NextRequest): Response {
  const { pathname, search } = request.nextUrl
  if (!isOfApi(pathname) && !isText(pathname)) return problem(400, 'bad_request', 'That is no address.')
  if (!isHarmless(request.method) && !isOfApi(pathname) && !isSameOrigin(request.headers))
    return problem(403, 'forbidden', 'This is taken from this site’s own pages only.')
  if (isWorkspace(pathname) && !request.cookies.has(sessionCookieName()))
    return NextResponse.redirect(new URL(paths.signIn(`${pathname}${search}`), request.url))

  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64')
  const secure = isSecure()
  const development = process.env.NODE_ENV === 'development'
  const answered = responseHeaders(pathname, { nonce, collabUrl: env().COLLAB_URL, secure, development })
  // Next reads the nonce out of the request's policy and gives it to every script and style that it renders.
  const headers = new Headers(request.headers)
  headers.set('Content-Security-Policy', answered['Content-Security-Policy'] ?? '')
  const response = NextResponse.next({ request: { headers } })
  for (const [name, value] of Object.entries(answered)) response.headers.set(name, value)
  return response
}

/** Everything but files that never change. */
export const config = { matcher: '/((?!_next/static|icon.svg).*)' }

function isWorkspace(pathname: string): boolean {
  return pathname.startsWith('/documents') || pathname.startsWith('/d/') || pathname === paths.account
}

/** Methods that change nothing: nothing here does anything on a GET. */
function isHarmless(method: string): boolean {
  return method === 'GET' || method === 'HEAD' || method === 'OPTIONS'
}

/** The REST API takes tokens and no cookies, so there is nothing that another site could use. */
function isOfApi(pathname: string): boolean {
  return pathname.startsWith(`${apiBase}/`)
}

/** Whether what is written with percent signs is UTF-8. */
function isText(pathname: string): boolean {
  try {
    decodeURIComponent(pathname)
    return true
  } catch {
    return false
  }
}
