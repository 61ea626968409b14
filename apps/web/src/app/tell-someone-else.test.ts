import { beforeEach, expect, test, vi } from 'vitest'

const here = vi.hoisted(() => ({
  page: 'alice' as string | null,
  person: null as { readonly id: string; readonly name: string } | null,
}))
const shown = vi.hoisted(() => new Set<string>())
vi.mock('#lib/page-person.ts', () => ({ pagePerson: () => here.page }))
vi.mock('#lib/this-person.ts', () => ({ recallPerson: () => here.person }))
vi.mock('#ui/toast.tsx', () => ({
  toast: ({ message }: { readonly message: string }) => {
    shown.add(message)
    return () => shown.delete(message)
  },
}))
const { tellSomeoneElse } = await import('./tell-someone-else.ts')

beforeEach(() => {
  here.page = 'alice'
})

/** What a page says once somebody, or nobody, is signed in here. */
function saidOf(name: string | null): string[] {
  here.person = name === null ? null : { id: name.toLowerCase(), name }
  tellSomeoneElse()
  return [...shown].map((message) => message.split('.')[0] ?? '')
}

test('a page says who has signed in since, the last one only, and no more once its own person is back', () => {
  expect(saidOf('Bob')).toEqual(['Bob is signed in here now'])
  expect(saidOf('Carol')).toEqual(['Carol is signed in here now'])
  expect(saidOf(null)).toEqual(['Carol is signed in here now'])
  expect(saidOf('Alice')).toEqual([])
})

test('a page of nobody has nothing to say', () => {
  here.page = null
  expect(saidOf('Bob')).toEqual([])
})
