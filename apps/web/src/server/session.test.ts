import { afterEach, expect, it, vi } from 'vitest'

vi.mock('server-only', () => ({}))
afterEach(() => {
  vi.unstubAllEnvs()
  vi.resetModules()
})

async function cookieAt(url: string) {
  vi.stubEnv('NEXTAUTH_URL', url)
  vi.stubEnv('NEXTAUTH_SECRET', 'x'.repeat(32))
  vi.stubEnv('TICKET_SECRET', 'y'.repeat(32))
  const { authOptions } = await import('./auth-options.ts')
  const { cookies, useSecureCookies } = authOptions()
  return { ...cookies?.sessionToken, useSecureCookies }
}

it('F8 over https the cookie has the prefix that no other host or path can set, and is secure', async () => {
  expect(await cookieAt('https://tandem.example')).toEqual({
    name: '__Host-tandem.session',
    options: { httpOnly: true, sameSite: 'lax', path: '/', secure: true },
    useSecureCookies: true,
  })
})

it('without https, where browsers would refuse that, it has a name of its own and is still no script’s', async () => {
  const { name, options } = await cookieAt('http://localhost:3000')
  expect(name).toBe('tandem.session')
  expect(options).toMatchObject({ httpOnly: true, sameSite: 'lax', secure: false })
})
