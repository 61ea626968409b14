import { createSignIn, createUser } from '@tandem/db/factories'
import { endSignIn } from '@tandem/documents'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { personHeader } from '#lib/page-person.ts'
import type { CurrentUser } from '#server/current-user.ts'
import { webStage } from '#server/testing/web-stage.ts'

vi.mock('server-only', () => ({}))
const known = vi.hoisted((): { user: CurrentUser | null } => ({ user: null }))
vi.mock('#server/current-user.ts', () => ({ currentUser: async () => known.user }))
/** What next-auth does, and its answer, which is the same whether or not that worked. */
const signsOut = vi.hoisted(() => vi.fn(async () => {}))
vi.mock('next-auth', () => ({
  default: () => async () => {
    await signsOut()
    return Response.json({ url: '/' }, { headers: { 'set-cookie': 'tandem.session=; Max-Age=0' } })
  },
}))
vi.mock('#server/auth-options.ts', () => ({ authOptions: () => ({}) }))
const { POST } = await import('./route.ts')

let stage: Awaited<ReturnType<typeof webStage>>

beforeAll(async () => {
  stage = await webStage()
  const { id, name, email } = await createUser(stage.db)
  known.user = { id, name, email, hue: 0, signInId: await createSignIn(stage.db, id) }
})
afterAll(() => stage[Symbol.asyncDispose]())

const post = (action: string, headers: Record<string, string> = {}) =>
  POST(new Request(`https://tandem.test/api/auth/${action}`, { method: 'POST', headers }), {
    params: Promise.resolve({ nextauth: [action] }),
  })

test('7.4.1 whose sign-in could not be ended is told so, and keeps the cookie', async () => {
  const answer = await post('signout')
  expect([answer.status, answer.headers.get('set-cookie')]).toEqual([503, null])
})

test('signing out that worked is answered as next-auth does', async () => {
  const { id = '', signInId = '' } = known.user ?? {}
  signsOut.mockImplementationOnce(() => endSignIn(stage.db, { userId: id, signInId }))
  const answer = await post('signout')
  expect([answer.status, await answer.json()]).toEqual([200, { url: '/' }])
})

test.each(['signout', 'signin', 'callback'])(
  '%s on a page that was made for somebody else does nothing',
  async (action) => {
    signsOut.mockClear()
    const answer = await post(action, { [personHeader]: 'somebody' })
    expect([answer.status, signsOut.mock.calls]).toEqual([401, []])
  },
)

test('what next-auth has besides is not served', async () => {
  expect((await post('_log')).status).toBe(404)
})
