import { accountOf, database } from '@tandem/documents'
import NextAuth from 'next-auth'
import { authOptions } from '#server/auth-options.ts'
import { currentUser } from '#server/current-user.ts'
import { holderOf } from '#server/holder-of.ts'
import { problem } from '#server/problem.ts'

type Context = { readonly params: Promise<{ nextauth: string[] }> }

/** What there is here of next-auth: not its pages, and not the place where anybody could write into our log. */
const served: ReadonlySet<string | undefined> = new Set([
  'callback',
  'csrf',
  'error',
  'providers',
  'session',
  'signin',
  'signout',
])

async function handler(request: Request, context: Context): Promise<Response> {
  const [action] = (await context.params).nextauth
  if (!served.has(action)) return problem(404, 'not_found', 'There is nothing at this address.')
  const leaving = action === 'signout' && request.method === 'POST' ? await currentUser() : null
  const answer = await NextAuth(authOptions())(request, context)
  // Where ending the sign-in failed, next-auth drops the cookie all the same: whoever has a copy of it would still be in.
  if (leaving && (await accountOf(database(), holderOf(leaving)))) {
    return problem(503, 'busy', 'You are still signed in. Try again in a moment.')
  }
  return answer
}

export { handler as GET, handler as POST }
