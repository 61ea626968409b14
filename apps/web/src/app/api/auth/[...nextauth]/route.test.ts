import { expect, it, vi } from 'vitest'

vi.mock('server-only', () => ({}))
vi.mock('next-auth', () => ({ default: () => async () => new Response('next-auth') }))
vi.mock('#server/auth-options.ts', () => ({ authOptions: () => ({}) }))
const { GET, POST } = await import('./route.ts')

const ask = (handler: typeof POST, ...nextauth: string[]) =>
  handler(new Request(`https://tandem.example/api/auth/${nextauth.join('/')}`), {
    params: Promise.resolve({ nextauth }),
  })

it('next-auth answers where people come in and go', async () => {
  for (const path of [
    ['callback', 'credentials'],
    ['session'],
    ['csrf'],
    ['providers'],
    ['signin', 'github'],
    ['signout'],
  ])
    expect(await (await ask(GET, ...path)).text()).toBe('next-auth')
})

it('nobody writes into our log, and there are no pages besides our own', async () => {
  for (const action of ['_log', 'verify-request', '__proto__', 'constructor'])
    expect((await ask(POST, action)).status).toBe(404)
})
