import NextAuth from 'next-auth'
import { authOptions } from '#server/auth-options.ts'
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
  return NextAuth(authOptions())(request, context)
}

export { handler as GET, handler as POST }
