import 'server-only'
import {
  admitGuest,
  connectProvider,
  DomainError,
  database,
  endSignIn,
  type ProviderIdentity,
  type SignInHolder,
  signIn,
  signInSeconds,
  signInWithProvider,
} from '@tandem/documents'
import { headers } from 'next/headers'
import type { AuthOptions } from 'next-auth'
import Credentials from 'next-auth/providers/credentials'
import { z } from 'zod'
import { paths, safeReturn } from '#lib/paths.ts'
import { clientAddress } from './client-address.ts'
import { currentUser } from './current-user.ts'
import { env, isSecure } from './env.ts'
import { holderOf } from './holder-of.ts'
import { linkSecret } from './link-secret.ts'
import { identityOf, providers } from './providers.ts'
import { admitCode, admitSignIn, linkGuesses, mayBeGuest } from './rate-limits.ts'
import { noteRefusal } from './refused-sign-in.ts'
import { secondFactorKey } from './second-factor-key.ts'
import { sessionCookieName, signInClaims } from './session.ts'

/** Longer than any address or password that is accepted; what is longer is not worth a hash. */
const credentials = z.strictObject({
  email: z.string().max(320),
  password: z.string().max(1024),
  /** Of the second factor, when it was asked for. */
  code: z.string().max(100).optional(),
})

/** What somebody without an account comes with: a link's address, its password, and what to call them. */
const invitation = z.strictObject({
  address: z.string().max(200),
  password: z.string().max(1024).optional(),
  name: z.string().max(2000),
})

/** What `authorize` hands over to the cookie. */
const entered = z.object({ id: z.string(), signInId: z.string() })

/** How next-auth is set up. A function, so that `next build` needs no environment and no database. */
export function authOptions(): AuthOptions {
  return {
    secret: env().NEXTAUTH_SECRET,
    session: { strategy: 'jwt', maxAge: signInSeconds },
    useSecureCookies: isSecure(),
    cookies: {
      sessionToken: {
        name: sessionCookieName(),
        options: { httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure() },
      },
    },
    pages: { signIn: paths.signIn(), signOut: paths.landing, error: paths.signIn() },
    providers: [
      ...providers(env()),
      Credentials({
        credentials: { email: {}, password: {}, code: {} },
        async authorize(given, request) {
          const input = credentials.safeParse({ email: given?.email, password: given?.password, code: given?.code })
          if (!input.success) return null
          const { code, ...who } = input.data
          const address = clientAddress((name) => request.headers?.[name])
          // What is thrown here reaches the sign-in form as its message: a code, which the form has words for.
          return noteRefusal({ email: who.email, address }, async () => {
            if (!(await admitSignIn(who.email, address))) throw new Error('rate_limited')
            // Behind the password: else a stranger could use up the tries of whoever has it.
            const admit = () => admitCode(who.email)
            const secondFactor = code === undefined ? null : { key: secondFactorKey(), code, admit }
            return admitted(() => signIn(database(), { ...who, secondFactor, agent: agentOf(request.headers) }))
          })
        },
      }),
      Credentials({
        id: 'guest',
        credentials: { address: {}, password: {}, name: {} },
        async authorize(given, request) {
          const input = invitation.safeParse({ address: given?.address, password: given?.password, name: given?.name })
          if (!input.success) return null
          const address = clientAddress((name) => request.headers?.[name])
          if (!(await mayBeGuest(address))) throw new Error('rate_limited')
          return admitted(() =>
            admitGuest(database(), linkSecret(), {
              ...input.data,
              guesses: linkGuesses,
              agent: agentOf(request.headers),
            }),
          )
        },
      }),
    ],
    callbacks: {
      // Who comes from another provider is somebody of ours before there is a session; what is thrown reaches the sign-in
      // page as in `authorize`.
      async signIn({ user, account, profile }) {
        if (account?.type === 'oauth') Object.assign(user, await enteredBy(identityOf(account, profile)))
        return true
      },
      // `user` is there only at the moment of signing in. The cookie names the sign-in, which the server can end.
      jwt({ token, user }) {
        if (!user) return token
        const { id, signInId } = entered.parse(user)
        return { sub: id, sid: signInId }
      },
      // Signing out leads to the landing page; `safeReturn` is for those who come in, and sends them past it.
      redirect: ({ url, baseUrl }) =>
        new URL(url, baseUrl).href === `${baseUrl}${paths.landing}` ? baseUrl : `${baseUrl}${safeReturn(url, baseUrl)}`,
    },
    events: {
      async signOut({ token }) {
        const claims = signInClaims.safeParse(token)
        if (claims.success) await end(claims.data)
      },
    },
    logger: {
      // A wrong password is not news; everything else that next-auth calls an error is.
      error: (code) => console.error(JSON.stringify({ level: 'error', event: 'auth', code })),
      warn: () => {},
      debug: () => {},
    },
  }
}

/** Whoever `enter` lets in. A cookie that was there already, whoever put it there, is of no use any more. */
async function admitted<Account>(enter: () => Promise<Account | null>): Promise<Account | null> {
  return named(async () => {
    const before = await currentUser()
    const account = await enter()
    if (account && before) await end(holderOf(before))
    return account
  })
}

/** Signs in whoever another provider says it is; somebody who is signed in is connected to that, or has shown by it that it is them, and stays who they are. */
async function enteredBy(identity: ProviderIdentity): Promise<z.infer<typeof entered>> {
  const current = await currentUser()
  if (current?.email) {
    await named(() => connectProvider(database(), holderOf(current), identity))
    return { id: current.id, signInId: current.signInId }
  }
  const agent = (await headers()).get('user-agent') ?? ''
  const { userId, signInId } = await named(() => signInWithProvider(database(), identity, agent))
  if (current) await end(holderOf(current))
  return { id: userId, signInId }
}

/** What `work` gives; a failure of it as next-auth takes them, an error whose message is a code of ours. */
async function named<Value>(work: () => Promise<Value>): Promise<Value> {
  try {
    return await work()
  } catch (error) {
    const code = error instanceof DomainError ? error.code : 'internal'
    const needs = error instanceof DomainError && (error.field === 'code' || error.field === 'proof')
    throw new Error(needs ? `needs_${error.field}` : code, { cause: error })
  }
}

/** Ends a sign-in, if it has not ended already. */
async function end(holder: SignInHolder): Promise<void> {
  try {
    await endSignIn(database(), holder)
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'not_found') throw error
  }
}

function agentOf(headers: Readonly<Record<string, unknown>> | undefined): string {
  const agent = headers?.['user-agent']
  return typeof agent === 'string' ? agent : ''
}
