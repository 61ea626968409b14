import NextAuth from 'next-auth'
import { authOptions } from '#server/auth-options.ts'

type Context = { readonly params: Promise<{ nextauth: string[] }> }

const handler = (request: Request, context: Context): Promise<Response> => NextAuth(authOptions())(request, context)

export { handler as GET, handler as POST }
