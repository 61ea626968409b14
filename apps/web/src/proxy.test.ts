import { NextRequest } from 'next/server'
import { describe, expect, it, vi } from 'vitest'
import config from '../next.config.ts'

vi.mock('server-only', () => ({}))
vi.stubEnv('NEXTAUTH_URL', 'https://tandem.example')
vi.stubEnv('NEXTAUTH_SECRET', 'x'.repeat(32))
vi.stubEnv('TICKET_SECRET', 'y'.repeat(32))
vi.stubEnv('COLLAB_URL', 'https://collab.tandem.example')
const { proxy } = await import('./proxy.ts')

const origin = 'https://tandem.example'
const cookie = '__Host-tandem.session=x'

function ask(path: string, init: { method?: string; headers?: Record<string, string> } = {}): Response {
  return proxy(new NextRequest(`${origin}${path}`, { ...init, headers: { host: 'tandem.example', ...init.headers } }))
}

/** All headers of an answer: those of the proxy over those that every answer has. */
async function headersOf(path: string): Promise<Headers> {
  const [everywhere] = await config.headers()
  expect(everywhere?.source).toBe('/:path*')
  const all = new Headers(everywhere?.headers.map(({ key, value }): [string, string] => [key, value]))
  ask(path, { headers: { cookie } }).headers.forEach((value, name) => {
    all.set(name, value)
  })
  return all
}

const pages = [
  '/',
  '/sign-in',
  '/sign-up',
  '/documents',
  '/documents/trash',
  '/account',
  '/d/abc',
  '/developers',
  '/offline',
  '/nothing',
]
const secret = ['/l/address', '/reset-password', '/verify-email', '/forgot-password']
const data = [
  '/api/ticket',
  '/api/health',
  '/api/auth/session',
  '/api/v1/documents',
  '/api/v1/openapi.json',
  '/api/people/abc/picture',
  '/api/nothing',
]

describe('every answer', () => {
  it.each([...pages, ...secret, ...data])('%s', async (path) => {
    const headers = await headersOf(path)
    expect(Object.fromEntries(headers)).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'strict-transport-security': 'max-age=63072000; includeSubDomains',
    })
    expect(headers.get('permissions-policy')).toContain('camera=()')
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
  })
})

it.each([...pages, ...secret])(
  '%s is a page whose scripts and styles are named by a nonce of its own',
  async (path) => {
    const nonces = await Promise.all(
      [1, 2].map(
        async () =>
          /script-src[^;]*'nonce-([^']+)'/.exec((await headersOf(path)).get('content-security-policy') ?? '')?.[1],
      ),
    )
    expect(nonces[0]).toMatch(/^[\w+/]{22}==$/)
    expect(nonces[1]).not.toBe(nonces[0])
  },
)

it.each(data)('%s is no page, and can do nothing when it is opened as one', async (path) => {
  expect((await headersOf(path)).get('content-security-policy')).toMatch(/^default-src 'none';.*; sandbox$/)
})

it.each([
  ...pages.map((path) => [path, 'strict-origin-when-cross-origin']),
  ...secret.map((path) => [path, 'no-referrer']),
])('%s: the next site learns %s', async (path, policy) => {
  expect((await headersOf(path)).get('referrer-policy')).toBe(policy)
})

it('14.3.1 signing out takes away what the browser kept of answers, and nothing else does', async () => {
  const leaving = '/api/auth/signout'
  expect((await headersOf(leaving)).get('clear-site-data')).toBe('"cache"')
  for (const path of [...pages, ...secret, ...data]) expect((await headersOf(path)).get('clear-site-data')).toBeNull()
})

it.each(['/documents', '/d/abc', '/account'])('%s: who has no session is sent to sign in, and back', (path) => {
  const response = ask(path)
  expect(response.status).toBe(307)
  expect(new URL(response.headers.get('location') ?? '').pathname).toBe('/sign-in')
})

describe('E10 what changes something', () => {
  const elsewhere: Record<string, string>[] = [
    {},
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin, 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ]
  const taking = [
    '/documents',
    '/d/abc',
    '/api/ticket',
    '/api/auth/callback/credentials',
    '/api/auth/signout',
    '/l/address',
  ]
  it.each(taking.flatMap((path) => elsewhere.map((headers) => ({ path, headers }))))(
    '$path is not taken from elsewhere: $headers',
    ({ path, headers }) => {
      for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
        expect(ask(path, { method, headers: { cookie, ...headers } }).status).toBe(403)
      }
    },
  )

  it.each(taking)('%s is taken from our own pages', (path) => {
    expect(ask(path, { method: 'POST', headers: { cookie, origin, 'sec-fetch-site': 'same-origin' } }).status).toBe(200)
  })

  it('the REST API is asked by programs, without cookies', () => {
    expect(ask('/api/v1/documents', { method: 'POST' }).status).toBe(200)
  })
})

it.each(['/l/%E0%A4%A', '/d/%ff', '/%c0%af', '/documents/tagged/%ed%a0%80', '/api/nothing/%'])(
  'E7 %s is no address',
  async (path) => {
    const response = ask(path, { headers: { cookie } })
    expect([response.status, await response.json()]).toMatchObject([400, { code: 'bad_request' }])
    // The REST API says in its own words what there is.
    expect(ask(`/api/v1${path}`).status).toBe(200)
  },
)
