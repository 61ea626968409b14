import { type NextRequest, NextResponse } from 'next/server'
import { paths } from '#lib/paths.ts'
import { contentSecurityPolicy } from '#server/content-security-policy.ts'
import { env, isSecure } from '#server/env.ts'
import { sessionCookieName } from '#server/session.ts'

/**
 * Before every page: a fresh nonce and the policy that names it, and a quick way to the sign-in page for people without
 * a session. That is only a shortcut; every page and action asks for itself who is there.
 */
export function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl
  if (isWorkspace(pathname) && !request.cookies.has(sessionCookieName()))
    return NextResponse.redirect(new URL(paths.signIn(`${pathname}${search}`), request.url))

  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64')
  const policy = contentSecurityPolicy({
    nonce,
    collabUrl: env().COLLAB_URL,
    secure: isSecure(),
    development: process.env.NODE_ENV === 'development',
  })
  // Next reads the nonce out of the request's policy and gives it to every script and style that it renders.
  const headers = new Headers(request.headers)
  headers.set('Content-Security-Policy', policy)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('Content-Security-Policy', policy)
  if (isSecure()) response.headers.set('Strict-Transport-Security', 'max-age=63072000; includeSubDomains')
  return response
}

/** Everything but files that never change. */
export const config = { matcher: '/((?!_next/static|icon.svg).*)' }

function isWorkspace(pathname: string): boolean {
  return pathname.startsWith('/documents') || pathname.startsWith('/d/') || pathname === paths.account
}
