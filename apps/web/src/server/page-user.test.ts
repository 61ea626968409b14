import { beforeEach, expect, it, vi } from 'vitest'
import { personHeader } from '#lib/page-person.ts'

vi.mock('server-only', () => ({}))
const currentUser = vi.hoisted(() => vi.fn<() => Promise<{ readonly id: string } | null>>())
vi.mock('./current-user.ts', () => ({ currentUser }))
const { pageUser, requirePageUser } = await import('./page-user.ts')

beforeEach(() => void currentUser.mockResolvedValue({ id: 'alice' }))

const pageOf = (person: string | null) => new Headers(person === null ? {} : { [personHeader]: person })

it('who is signed in asks by pages that were made for them', async () => {
  expect(await pageUser(pageOf('alice'))).toEqual({ id: 'alice' })
  expect(await requirePageUser(pageOf('alice'))).toEqual({ id: 'alice' })
})

it.each(['bob', '', 'alice, alice', null])('and by no others: made for %s', async (person) => {
  for (const ask of [pageUser, requirePageUser])
    await expect(ask(pageOf(person))).rejects.toMatchObject({
      code: 'auth_required',
      message: 'You are signed in as someone else now. Load this page again.',
    })
})

it('a page that was made for nobody may lead to a sign-in where it says so, and somebody’s never to another’s', async () => {
  expect(await pageUser(pageOf(null), { orNobodys: true })).toEqual({ id: 'alice' })
  await expect(pageUser(pageOf('bob'), { orNobodys: true })).rejects.toMatchObject({ code: 'auth_required' })
})

it('nobody is nobody on every page', async () => {
  currentUser.mockResolvedValue(null)
  for (const person of ['alice', null]) {
    expect(await pageUser(pageOf(person))).toBeNull()
    await expect(requirePageUser(pageOf(person))).rejects.toMatchObject({
      code: 'auth_required',
      message: 'You are signed out. Sign in again to go on.',
    })
  }
})
