import { beforeEach, expect, it, vi } from 'vitest'

vi.mock('server-only', () => ({}))
const asked = vi.hoisted(() => ({ by: 'alice' as string | null }))
vi.mock('#server/current-user.ts', () => ({ currentUser: async () => asked.by && { id: asked.by } }))
vi.mock('#server/mint-ticket.ts', () => ({ mintTicketFor: async ({ id }: { id: string }) => `ticket of ${id}` }))
const { POST } = await import('./route.ts')

beforeEach(() => {
  asked.by = 'alice'
})

const ask = (headers: Record<string, string> = { 'sec-fetch-site': 'same-origin' }) =>
  POST(new Request('https://tandem.example/api/ticket', { method: 'POST', headers }))

it('gives a ticket to whoever is signed in, at our own pages, and never twice the same answer', async () => {
  const answer = await ask()
  expect(await answer.json()).toEqual({ ticket: 'ticket of alice', userId: 'alice' })
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect((await ask({ 'sec-fetch-site': 'cross-site' })).status).toBe(403)
  asked.by = null
  expect((await ask()).status).toBe(401)
})

it('whoever asks without end is told to wait, and nobody else', async () => {
  asked.by = 'mallory'
  const answers = await Promise.all(Array.from({ length: 601 }, () => ask()))
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(600)
  expect([answers.at(-1)?.status, answers.at(-1)?.headers.get('retry-after')]).toEqual([429, '60'])
  asked.by = 'bob'
  expect((await ask()).status).toBe(200)
})
