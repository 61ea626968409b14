import { afterEach, expect, test, vi } from 'vitest'
import { fetchTicket } from './fetch-ticket.ts'

afterEach(() => void vi.unstubAllGlobals())

const answering = (body: unknown, status = 200) => vi.stubGlobal('fetch', async () => Response.json(body, { status }))

test('a page gets tickets for its own person', async () => {
  answering({ ticket: 'a ticket', userId: 'alice' })
  expect(await fetchTicket('alice')).toBe('a ticket')
})

test.each([
  ['somebody else is signed in by now', { ticket: 'a ticket', userId: 'bob' }, 200],
  ['nobody is', { code: 'auth_required' }, 401],
])('where %s it gets none, and what was not sent stays', async (_, body, status) => {
  answering(body, status)
  await expect(fetchTicket('alice')).rejects.toMatchObject({ name: 'SessionError', code: 'auth_required' })
})

test.each([
  ['a server that fails', {}, 500],
  ['an answer without a ticket', { userId: 'alice' }, 200],
])('%s is asked again', async (_, body, status) => {
  answering(body, status)
  await expect(fetchTicket('alice')).rejects.toMatchObject({ name: 'Error' })
})
