import { afterEach, beforeEach, expect, test } from 'vitest'
import { forgetPerson, recallPerson, rememberPerson } from './this-person.ts'

const items = new Map<string, string>()

beforeEach(() => {
  items.clear()
  Object.assign(globalThis, {
    localStorage: {
      getItem: (key: string) => items.get(key) ?? null,
      setItem: (key: string, value: string) => items.set(key, value),
      removeItem: (key: string) => items.delete(key),
    },
  })
})

afterEach(() => {
  Reflect.deleteProperty(globalThis, 'localStorage')
})

test('whoever signed in last is known until they sign out', () => {
  expect(recallPerson()).toBe(null)
  rememberPerson({ id: 'a', name: 'Alice' })
  rememberPerson({ id: 'b', name: 'Bob' })
  expect(recallPerson()).toEqual({ id: 'b', name: 'Bob' })
  forgetPerson()
  expect(recallPerson()).toBe(null)
})

test.each(['', '{', 'null', '7', '{"id":7,"name":"A"}', '{"id":"a"}'])('what is none is nobody: %s', (text) => {
  items.set('tandem-person', text)
  expect(recallPerson()).toBe(null)
})
