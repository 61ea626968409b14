import { beforeEach, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { personHeader } from '#lib/page-person.ts'

vi.mock('server-only', () => ({}))
const currentUser = vi.hoisted(() => vi.fn<() => Promise<{ readonly id: string } | null>>())
vi.mock('./current-user.ts', () => ({ currentUser }))
/** For whom the page was made that asks. */
const page = vi.hoisted(() => ({ of: 'alice' }))
vi.mock('next/headers', () => ({ headers: async () => new Headers({ [personHeader]: page.of }) }))
const { act } = await import('./action.ts')

beforeEach(() => {
  vi.clearAllMocks()
  page.of = 'alice'
})

const text = z.string()

it('does what somebody asks who is signed in, and nothing for anybody else', async () => {
  currentUser.mockResolvedValueOnce({ id: 'alice' }).mockResolvedValueOnce(null)
  const work = vi.fn(async (_: unknown, said: string) => ({ said }))
  expect(await act(text, 'hello', work)).toEqual({ ok: true, said: 'hello' })
  expect(await act(text, 'hello', work)).toMatchObject({ ok: false, code: 'auth_required' })
  expect(work).toHaveBeenCalledTimes(1)
})

it('does nothing on a page that was made for somebody else, unless for what a page of nobody’s leads to', async () => {
  currentUser.mockResolvedValue({ id: 'bob' })
  const work = vi.fn(async () => ({}))
  expect(await act(text, 'hello', work)).toMatchObject({ ok: false, code: 'auth_required' })
  expect(await act(text, 'hello', work, { orNobodys: true })).toMatchObject({ ok: false, code: 'auth_required' })
  expect(work).not.toHaveBeenCalled()
})

it('what is not of the shape is refused before anything is done', async () => {
  currentUser.mockResolvedValue({ id: 'alice' })
  const work = vi.fn(async () => ({}))
  expect(await act(text, { said: 'hello' }, work)).toMatchObject({ ok: false, code: 'bad_request' })
  expect(work).not.toHaveBeenCalled()
})

it('somebody who asks without end is told to wait, whatever they ask for, and nobody else is', async () => {
  page.of = 'mallory'
  currentUser.mockResolvedValue({ id: 'mallory' })
  const done = await Promise.all(Array.from({ length: 700 }, () => act(text, 'hello', async () => ({}))))
  expect(done.filter(({ ok }) => ok)).toHaveLength(600)
  expect(done.at(-1)).toMatchObject({ code: 'rate_limited' })
  page.of = 'bob'
  currentUser.mockResolvedValue({ id: 'bob' })
  expect(await act(text, 'hello', async () => ({}))).toEqual({ ok: true })
})
