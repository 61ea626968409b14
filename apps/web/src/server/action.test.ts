import { beforeEach, expect, it, vi } from 'vitest'
import { z } from 'zod'

vi.mock('server-only', () => ({}))
const currentUser = vi.hoisted(() => vi.fn<() => Promise<{ readonly id: string } | null>>())
vi.mock('./current-user.ts', () => ({ currentUser }))
const { act } = await import('./action.ts')

beforeEach(() => void vi.clearAllMocks())

const text = z.string()

it('does what somebody asks who is signed in, and nothing for anybody else', async () => {
  currentUser.mockResolvedValueOnce({ id: 'alice' }).mockResolvedValueOnce(null)
  const work = vi.fn(async (_: unknown, said: string) => ({ said }))
  expect(await act(text, 'hello', work)).toEqual({ ok: true, said: 'hello' })
  expect(await act(text, 'hello', work)).toMatchObject({ ok: false, code: 'auth_required' })
  expect(work).toHaveBeenCalledTimes(1)
})

it('what is not of the shape is refused before anything is done', async () => {
  currentUser.mockResolvedValue({ id: 'alice' })
  const work = vi.fn(async () => ({}))
  expect(await act(text, { said: 'hello' }, work)).toMatchObject({ ok: false, code: 'bad_request' })
  expect(work).not.toHaveBeenCalled()
})

it('somebody who asks without end is told to wait, whatever they ask for, and nobody else is', async () => {
  currentUser.mockResolvedValue({ id: 'mallory' })
  const done = await Promise.all(Array.from({ length: 700 }, () => act(text, 'hello', async () => ({}))))
  expect(done.filter(({ ok }) => ok)).toHaveLength(600)
  expect(done.at(-1)).toMatchObject({ code: 'rate_limited' })
  currentUser.mockResolvedValue({ id: 'bob' })
  expect(await act(text, 'hello', async () => ({}))).toEqual({ ok: true })
})
