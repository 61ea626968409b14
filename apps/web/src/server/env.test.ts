import { beforeEach, expect, test, vi } from 'vitest'

vi.mock('server-only', () => ({}))
const good = 'q7Yw0Zk3Jx9Bv5Tn1Rm8Lc4Hd6Gf2Sa='

beforeEach(() => {
  vi.resetModules()
  vi.stubEnv('NODE_ENV', 'production')
  vi.stubEnv('NEXTAUTH_SECRET', good)
  vi.stubEnv('TICKET_SECRET', good)
})

test.each([
  ['NEXTAUTH_SECRET', 'change-me-change-me-change-me-change-me'],
  ['NEXTAUTH_SECRET', 'too short'],
  ['TICKET_SECRET', 'this is the secret of the example'],
])('13.3.1 in production %s is refused when it is “%s”', async (name, value) => {
  const { env } = await import('./env.ts')
  vi.stubEnv(name, value)
  expect(env).toThrow(name)
  vi.stubEnv(name, good)
  expect(env()).toMatchObject({ NEXTAUTH_SECRET: good, TICKET_SECRET: good })
})

test.each([
  ['http://id.example.com', false],
  ['http://localhost.example.com', false],
  ['http://127.0.0.1.example.com', false],
  ['HTTP://id.example.com/realms/https:', false],
  ['ftp://id.example.com', false],
  ['https://id.example.com/realms/one', true],
  ['http://localhost:8080', true],
  ['http://127.0.0.1:8080', true],
  ['http://[::1]:8080', true],
  ['', true],
])('12.2.1 in production OIDC_ISSUER “%s” is taken: %s', async (issuer, taken) => {
  const { env } = await import('./env.ts')
  vi.stubEnv('OIDC_ISSUER', issuer)
  if (taken) expect(env().OIDC_ISSUER).toBe(issuer)
  else expect(env).toThrow('OIDC_ISSUER')
})

test('elsewhere one of an example does', async () => {
  vi.stubEnv('NODE_ENV', 'development')
  vi.stubEnv('NEXTAUTH_SECRET', 'change-me-change-me-change-me-change-me')
  const { env } = await import('./env.ts')
  expect(env().NEXTAUTH_SECRET).toContain('change-me')
})
