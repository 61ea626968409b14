import { testDatabase } from '@tandem/db/factories'
import type { Scene } from '@tandem/documents/testing'
import { encode } from 'next-auth/jwt'
import { vi } from 'vitest'

const secret = 'a secret that only tests know of'
let cookie: string | undefined

/** What stands for `cookies` of `next/headers`: what Bob's browser sends with each request. */
export const cookies = async () => ({ get: () => cookie && { value: cookie } })

/** From now on the browser is Bob's, who has signed in or never did. */
export async function asBob({ bob }: Pick<Scene, 'bob'>, { signedIn }: { readonly signedIn: boolean }): Promise<void> {
  cookie = signedIn ? await encode({ token: { sub: bob.userId, sid: bob.signInId }, secret }) : undefined
}

/**
 * The web app's server on a database of its own, for whoever calls its functions as Next.js does. Requires a test file that
 * mocks `server-only`, and `cookies` of `next/headers` by those above.
 */
export async function webStage() {
  const db = await testDatabase()
  vi.stubEnv('DATABASE_URL', db.url)
  vi.stubEnv('NEXTAUTH_SECRET', secret)
  vi.stubEnv('TICKET_SECRET', secret)
  return {
    db,
    async [Symbol.asyncDispose]() {
      const { database } = await import('@tandem/documents')
      await database().close()
      vi.unstubAllEnvs()
      await db[Symbol.asyncDispose]()
    },
  }
}
