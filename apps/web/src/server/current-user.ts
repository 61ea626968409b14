import 'server-only'
import { accountOf, database, endExpiredLinks } from '@tandem/documents'
import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { decode } from 'next-auth/jwt'
import { cache } from 'react'
import { paths } from '#lib/paths.ts'
import { env } from './env.ts'
import { sessionCookieName, signInClaims } from './session.ts'

/** Who is signed in with this request. */
export type CurrentUser = {
  readonly id: string
  readonly name: string
  /** Null for a guest. */
  readonly email: string | null
  /** Which of the people colours is theirs. */
  readonly hue: number
  /** Which of their sign-ins this is: a ticket names it too. */
  readonly signInId: string
}

/**
 * The signed-in person, or null. The one place where the server learns who is asking; read once per request. The cookie
 * says only which sign-in: the name is today's, and a sign-in that has ended is nobody's.
 */
export const currentUser = cache(async (): Promise<CurrentUser | null> => {
  const cookie = (await cookies()).get(sessionCookieName())?.value
  if (!cookie) return null
  const parsed = signInClaims.safeParse(await open(cookie))
  if (!parsed.success) return null
  const holder = parsed.data
  const [account] = await Promise.all([
    accountOf(database(), holder),
    // Before anything is asked for in their name.
    endExpiredLinks(database(), holder.userId),
  ])
  return account && { ...account, signInId: holder.signInId }
})

/** The signed-in person. Sends everybody else to the sign-in page, and from there back to `returnTo`. */
export async function requireUser(returnTo: string): Promise<CurrentUser> {
  return (await currentUser()) ?? redirect(paths.signIn(returnTo))
}

/** What the cookie says, or null for one that is expired, forged, or sealed with a secret that is no longer ours. */
async function open(cookie: string): Promise<unknown> {
  try {
    return await decode({ token: cookie, secret: env().NEXTAUTH_SECRET })
  } catch {
    return null
  }
}
