import { expect, test, vi } from 'vitest'
import { GET } from './route.ts'

vi.mock('server-only', () => ({}))
const scene = vi.hoisted(() => ({ isSignedIn: true }))
vi.mock('#server/current-user.ts', () => ({ currentUser: async () => (scene.isSignedIn ? { id: 'alice' } : null) }))
vi.mock('@tandem/documents', () => ({
  database: () => null,
  pictureOf: async (_: unknown, id: string) =>
    id === 'bob' ? { hash: Buffer.from('a hash'), bytes: Buffer.from([0xff, 0xd8]) } : null,
}))

const get = (id: string, headers: Record<string, string> = {}) =>
  GET(new Request('https://tandem.test/api/people/x/picture', { headers }), { params: Promise.resolve({ id }) })

test('a picture says what it is and how long it is fresh, and is sent once', async () => {
  const answer = await get('bob')
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/jpeg'])
  expect(answer.headers.get('cache-control')).toBe('private, max-age=600')
  expect(new Uint8Array(await answer.arrayBuffer())).toEqual(new Uint8Array([0xff, 0xd8]))
  const again = await get('bob', { 'if-none-match': answer.headers.get('etag') ?? '' })
  expect([again.status, await again.text()]).toEqual([304, ''])
})

test('who has none, and who does not exist, is a picture of nothing', async () => {
  const answer = await get('nobody')
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/gif'])
  expect(answer.headers.get('cache-control')).toBe('private, max-age=600')
  expect((await answer.bytes()).length).toBeLessThan(50)
})

test('who is signed out sees nobody', async () => {
  scene.isSignedIn = false
  expect((await get('bob')).status).toBe(401)
})
