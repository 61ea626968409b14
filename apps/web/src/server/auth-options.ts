import 'server-only'
import { randomBytes } from 'node:crypto'
import { DomainError, database, verifyPassword } from '@tandem/documents'
import type { AuthOptions } from 'next-auth'
import Credentials from 'next-auth/providers/credentials'
import { z } from 'zod'
import { paths, safeReturn } from '#lib/paths.ts'
import { clientAddress } from './client-address.ts'
import { env, isSecure } from './env.ts'
import { admitSignIn } from './rate-limits.ts'
import { sessionCookieName, sessionSeconds } from './session.ts'

/** Longer than any address or password that is accepted; what is longer is not worth a hash. */
const credentials = z.strictObject({ email: z.string().max(320), password: z.string().max(1024) })

/** How next-auth is set up. A function, so that `next build` needs no environment and no database. */
export function authOptions(): AuthOptions {
  return {
    secret: env().NEXTAUTH_SECRET,
    session: { strategy: 'jwt', maxAge: sessionSeconds },
    useSecureCookies: isSecure(),
    cookies: {
      sessionToken: {
        name: sessionCookieName(),
        options: { httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure() },
      },
    },
    pages: { signIn: paths.signIn(), signOut: paths.landing, error: paths.signIn() },
    providers: [
      Credentials({
        credentials: { email: {}, password: {} },
        async authorize(given, request) {
          const input = credentials.safeParse({ email: given?.email, password: given?.password })
          if (!input.success) return null
          const address = clientAddress((name) => request.headers?.[name])
          // What is thrown here reaches the sign-in form as its message: a code, which the form has words for.
          if (!(await admitSignIn(input.data.email, address))) throw new Error('rate_limited')
          try {
            return await verifyPassword(database(), input.data)
          } catch (error) {
            throw new Error(error instanceof DomainError ? error.code : 'internal', { cause: error })
          }
        },
      }),
    ],
    callbacks: {
      // `user` is there only at the moment of signing in: a new sign-in is a new session, with an id of its own.
      jwt: ({ token, user }) => (user ? { sub: user.id, sid: randomBytes(16).toString('base64url') } : token),
      // Signing out leads to the landing page; `safeReturn` is for those who come in, and sends them past it.
      redirect: ({ url, baseUrl }) =>
        new URL(url, baseUrl).href === `${baseUrl}${paths.landing}` ? baseUrl : `${baseUrl}${safeReturn(url, baseUrl)}`,
    },
    logger: {
      // A wrong password is not news; everything else that next-auth calls an error is.
      error: (code) => console.error(JSON.stringify({ level: 'error', event: 'auth', code })),
      warn: () => {},
      debug: () => {},
    },
  }
}
