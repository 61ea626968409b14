import { testDatabase } from '@tandem/db/factories'
import type { Scene } from '@tandem/documents/testing'
import { encode } from 'next-auth/jwt'
import { vi } from 'vitest'
import { personHeader } from '#lib/page-person.ts'

const secret = 'a secret that only tests know of'
let cookie: string | undefined
let said = new Headers()

/** What stands for `cookies` of `next/headers`: what Bob's browser sends with each request. */
export const cookies = async () => ({ get: () => cookie && { value: cookie } })

/** What stands for `headers` of `next/headers`: what Bob's page says with each request. */
export const headers = async () => said

/** From now on the browser is Bob's, who has signed in or never did, and its page was made for him, or for whom is said. */
export async function asBob(
  { bob }: Pick<Scene, 'bob'>,
  { signedIn, page = signedIn ? bob.userId : null }: { readonly signedIn: boolean; readonly page?: string | null },
): Promise<void> {
  said = new Headers(page === null ? {} : { [personHeader]: page })
  cookie = signedIn ? await encode({ token: { sub: bob.userId, sid: bob.signInId }, secret }) : undefined
}

/**
 * The web app's server on a database of its own, for whoever calls its functions as Next.js does. Requires a test file that
 * mocks `server-only`, and `next/headers` by those above.
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
