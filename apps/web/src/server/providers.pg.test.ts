import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { type CreatedUser, createSignIn, createUser, type TestDatabase, testDatabase } from '@tandem/db/factories'
import { accountOf, listProviders, requireRecentProof } from '@tandem/documents'
import { decode } from 'next-auth/jwt'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { CurrentUser } from './current-user.ts'
import { authBrowser } from './testing/auth-browser.ts'

vi.mock('server-only', () => ({}))
vi.mock('next/headers', () => ({ headers: async () => new Headers({ 'user-agent': 'Browser' }) }))
const signedIn = vi.hoisted((): { user: CurrentUser | null } => ({ user: null }))
vi.mock('./current-user.ts', () => ({ currentUser: async () => signedIn.user }))

const secret = 'a secret of at least 32 characters'
const site = 'http://localhost:3000'

/** What the provider says of whoever comes; each test says who that is. */
let person: Record<string, unknown>
let db: TestDatabase
let alice: CreatedUser
let provider: Awaited<ReturnType<typeof startProvider>>
let authOptions: typeof import('./auth-options.ts').authOptions

beforeAll(async () => {
  db = await testDatabase()
  provider = await startProvider()
  const settings = { DATABASE_URL: db.url, NEXTAUTH_URL: site, NEXTAUTH_SECRET: secret, TICKET_SECRET: secret }
  const oidc = { OIDC_ISSUER: provider.issuer, OIDC_CLIENT_ID: 'tandem', OIDC_CLIENT_SECRET: 'shared' }
  for (const [name, value] of Object.entries({ ...settings, ...oidc }))
    vi.stubEnv(name, value)
    // Reads the environment when it is first asked.
  ;({ authOptions } = await import('./auth-options.ts'))
})
afterAll(async () => {
  await provider.stop()
  await (await import('@tandem/documents')).database().close()
  await db[Symbol.asyncDispose]()
})
beforeEach(async () => {
  signedIn.user = null
  alice = await createUser(db)
  person = { sub: alice.id, email: alice.email, email_verified: true, name: 'Alice' }
})

/** A provider of OpenID Connect: whoever is sent there comes back with a code, which is good once. */
async function startProvider() {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const asked = new Map<string, { readonly nonce: string; readonly challenge: string }>()
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const idToken = (nonce: string) => {
    const now = Math.floor(Date.now() / 1000)
    const claims = { ...person, nonce, iss: issuer, aud: 'tandem', iat: now, exp: now + 60 }
    const content = `${part({ alg: 'RS256', kid: 'key' })}.${part(claims)}`
    return `${content}.${sign('sha256', Buffer.from(content), privateKey).toString('base64url')}`
  }
  const server = createServer(async (request, response) => {
    const answer = (value: unknown, status = 200) =>
      void response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(value))
    if (request.url === '/.well-known/openid-configuration') {
      return answer({
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/jwks`,
        id_token_signing_alg_values_supported: ['RS256'],
      })
    }
    if (request.url === '/jwks')
      return answer({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'key', use: 'sig' }] })
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const form = new URLSearchParams(Buffer.concat(chunks).toString())
    const grant = asked.get(form.get('code') ?? '')
    asked.delete(form.get('code') ?? '')
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url')
    if (!grant || grant.challenge !== challenge) return answer({ error: 'invalid_grant' }, 400)
    return answer({ access_token: 'token', token_type: 'Bearer', id_token: idToken(grant.nonce) })
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('it listens on a port')
  const issuer = `http://127.0.0.1:${address.port}`
  return {
    issuer,
    /** Agrees: the query with which the browser is sent back. */
    agree(location: string): Record<string, string> {
      const query = new URL(location).searchParams
      const code = `code-${asked.size}-${query.get('state')}`
      asked.set(code, { nonce: query.get('nonce') ?? '', challenge: query.get('code_challenge') ?? '' })
      return { code, state: query.get('state') ?? '' }
    },
    stop: async () => void (await once(server.close(), 'close')),
  }
}

/** Goes to the provider and comes back. Where they end, and with which session. */
async function comes(alter: (query: Record<string, string>) => Record<string, string> = (query) => query) {
  const visitor = authBrowser(authOptions)
  const { csrfToken } = Object((await visitor.asks('csrf')).content)
  const body = { csrfToken, callbackUrl: `${site}/documents` }
  const { location: there } = await visitor.asks('signin/oidc', { method: 'POST', body })
  const query = alter(provider.agree(there))
  const { location } = await visitor.asks('callback/oidc', { query })
  const cookie = visitor.cookies['tandem.session']
  const session = cookie ? await decode({ token: cookie, secret }) : null
  const holder = session ? { userId: String(session.sub), signInId: String(session.sid) } : null
  return { location, holder, visitor, query }
}

test('who comes for the first time is signed in to an account that they have from then on', async () => {
  person = { sub: `new-${alice.id}`, email: `new-${alice.email}`, email_verified: true, name: 'Zoe' }
  const { location, holder } = await comes()
  expect(location).toBe(`${site}/documents`)
  expect(holder && (await accountOf(db, holder))).toMatchObject({ name: 'Zoe', email: person.email })
  expect((await comes()).holder?.userId).toBe(holder?.userId)
})

test('an account with an address that both sides know is theirs', async () => {
  expect((await comes()).holder?.userId).toBe(alice.id)
})

test.each([
  ['the provider does not vouch for the address', { email_verified: false }, 'forbidden'],
  ['it says so in a word', { email_verified: 'true' }, 'forbidden'],
  ['it tells none', { email: undefined }, 'forbidden'],
])('nobody is signed in when %s', async (_, claims, code) => {
  person = { ...person, ...claims }
  const { location, holder } = await comes()
  expect(location).toContain(`error=${code}`)
  expect(holder).toBeNull()
})

test('whom another issuer knows by the same subject is somebody else', async () => {
  const bob = await createUser(db)
  const there = { provider: 'https://another.example', providerAccountId: alice.id, userId: bob.id, type: 'oauth' }
  await db.prisma.account.create({ data: there })
  expect((await comes()).holder?.userId).toBe(alice.id)
})

describe('somebody who is signed in', () => {
  beforeEach(() => {
    person = { sub: `elsewhere-${alice.id}`, email: 'elsewhere@example.test', email_verified: false, name: 'x' }
  })
  const isSignedIn = async (proved: boolean) => {
    const signInId = await createSignIn(db, alice.id, { proved })
    signedIn.user = { id: alice.id, name: alice.name, email: alice.email, hue: 0, signInId }
    return { userId: alice.id, signInId }
  }

  test('is connected, and stays who they are', async () => {
    const holder = await isSignedIn(true)
    expect((await comes()).holder).toEqual(holder)
    expect(await listProviders(db, alice.id)).toEqual([provider.issuer])
  })

  test('is not connected without having shown lately who they are, and told so', async () => {
    await isSignedIn(false)
    expect((await comes()).location).toContain('error=needs_proof')
    expect(await listProviders(db, alice.id)).toEqual([])
  })

  test('shows who they are by coming back from where they are connected', async () => {
    await isSignedIn(true)
    await comes()
    const holder = await isSignedIn(false)
    await expect(requireRecentProof(db, holder)).rejects.toMatchObject({ field: 'proof' })
    expect((await comes()).holder).toEqual(holder)
    await requireRecentProof(db, holder)
  })

  test.each<[when: string, secondsAgo: number, error: string | null]>([
    ['is believed when they signed in there just now', 5, null],
    ['is not when they had been signed in there for an hour', 3600, 'error=needs_proof'],
  ])('coming back from where they are connected %s', async (_, secondsAgo, error) => {
    await isSignedIn(true)
    await comes()
    const holder = await isSignedIn(false)
    person = { ...person, auth_time: Math.floor(Date.now() / 1000) - secondsAgo }
    const { location } = await comes()
    const proof = requireRecentProof(db, holder)
    if (error === null) await proof
    else {
      expect(location).toContain(error)
      await expect(proof).rejects.toMatchObject({ field: 'proof' })
    }
  })
})

test.each([
  ['missing', ({ state: _, ...query }: Record<string, string>) => query],
  ['somebody else’s', (query: Record<string, string>) => ({ ...query, state: 'x'.repeat(43) })],
])('F11 a state that is %s is refused', async (_, alter) => {
  const { location, holder } = await comes(alter)
  expect(location).toContain('error=')
  expect(holder).toBeNull()
})

test('F11 what was used once signs nobody in again', async () => {
  const { visitor, query } = await comes()
  delete visitor.cookies['tandem.session']
  const { location } = await visitor.asks('callback/oidc', { query })
  expect(location).toContain('error=')
  expect(visitor.cookies['tandem.session']).toBeUndefined()
})

test('another site can’t send a browser there: it takes our own token', async () => {
  const { location } = await authBrowser(authOptions).asks('signin/oidc', {
    method: 'POST',
    body: { csrfToken: 'made up' },
  })
  expect(location).not.toContain(provider.issuer)
})
