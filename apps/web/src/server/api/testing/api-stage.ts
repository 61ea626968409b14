import { createDocument, createSignIn, createUser, type PersonInDocument, testDatabase } from '@tandem/db/factories'
import { createToken, type TokenScope, tokenScopes } from '@tandem/documents'
import { vi } from 'vitest'

vi.spyOn(console, 'info').mockImplementation(() => {})

/** What a request is made with besides its address. */
export type Ask = {
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/**
 * The API on a database of its own, and people who ask it; every answer is held against the description. Requires a test
 * file that mocks `server-only`.
 */
export async function apiStage() {
  const db = await testDatabase()
  process.env.DATABASE_URL = db.url
  process.env.NEXTAUTH_SECRET = 'x'.repeat(32)
  process.env.TICKET_SECRET = 'y'.repeat(32)
  process.env.NEXTAUTH_URL = 'https://tandem.example'
  const { handleRequest } = await import('../handle-request.ts')
  const { expectDescribed } = await import('./described.ts')

  /** Sends any request. */
  async function send(method: string, path: string, { body, headers = {} }: Ask = {}): Promise<Response> {
    const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body)
    const type = typeof body === 'object' ? { 'content-type': 'application/json' } : {}
    const url = `https://tandem.example/api/v1${path}`
    const request = new Request(url, {
      method,
      headers: { ...type, ...headers },
      ...(text !== undefined && { body: text }),
    })
    const response = await handleRequest(request)
    await expectDescribed(method, path, { body: text }, response)
    return response
  }

  /** Somebody with an account and a token. */
  async function person(name: string, scopes: readonly TokenScope[] = tokenScopes) {
    const user = await createUser(db, { name })
    const signInId = await createSignIn(db, user.id)
    const { secret } = await createToken(db, { userId: user.id, signInId }, { name, scopes, days: 7 })
    const authorization = { authorization: `Bearer ${secret}` }
    const ask = (method: string, path: string, asked: Ask = {}) =>
      send(method, path, { ...asked, headers: { ...authorization, ...asked.headers } })
    return { ...user, signInId, secret, ask }
  }

  const document = (owner: { readonly id: string }, text: string, people: readonly PersonInDocument[] = []) =>
    createDocument(db, { owner, title: 'A plan', text, people })

  return { db, send, person, document, [Symbol.asyncDispose]: () => db[Symbol.asyncDispose]() }
}
