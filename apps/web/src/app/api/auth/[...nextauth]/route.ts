import { accountOf, database } from '@tandem/documents'
import NextAuth from 'next-auth'
import { answer } from '#server/answer.ts'
import { authOptions } from '#server/auth-options.ts'
import { holderOf } from '#server/holder-of.ts'
import { pageUser } from '#server/page-user.ts'
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
  return answer(() => comeOrGo(request, context, action))
}

async function comeOrGo(request: Request, context: Context, action: string | undefined): Promise<Response> {
  // Nobody signs somebody else out on an older page, or connects a provider to their account. Who signs in is nobody before.
  const user = request.method === 'POST' ? await pageUser(request.headers, { orNobodys: true }) : null
  const leaving = action === 'signout' ? user : null
  const answered = await NextAuth(authOptions())(request, context)
  // Where ending the sign-in failed, next-auth drops the cookie all the same: whoever has a copy of it would still be in.
  if (leaving && (await accountOf(database(), holderOf(leaving)))) {
    return problem(503, 'busy', 'You are still signed in. Try again in a moment.')
  }
  return answered
}

export { handler as GET, handler as POST }
