import { expect, test } from 'vitest'
import { alice, db, stagePeople } from '../testing/people.ts'
import { changePreferences, getPreferences, type PreferencePart } from './preferences.ts'

stagePeople()

test('what is changed is merged with the rest, and the later one wins', async () => {
  expect(await getPreferences(db, alice.id)).toEqual({})
  await changePreferences(db, alice.id, { theme: 'dark', fontSize: 14, ligatures: true, tabSize: null })
  await changePreferences(db, alice.id, { theme: 'light', wrap: 'on' })
  const all = { theme: 'light', fontSize: 14, ligatures: true, tabSize: null, wrap: 'on' }
  expect(await getPreferences(db, alice.id)).toEqual(all)
})

test('of many at once none is lost', async () => {
  const keys = [...'abcdefghij']
  await Promise.all(keys.map((key) => changePreferences(db, alice.id, { [key]: 1 })))
  expect(Object.keys(await getPreferences(db, alice.id)).sort()).toEqual(keys)
})

test('they have an end', async () => {
  for (const key of ['a', 'b', 'c']) await changePreferences(db, alice.id, { [key]: 'x'.repeat(10_000) })
  const more = changePreferences(db, alice.id, { d: 'x'.repeat(10_000) })
  await expect(more).rejects.toMatchObject({ code: 'too_large' })
  expect(Object.keys(await getPreferences(db, alice.id))).toEqual(['a', 'b', 'c'])
  await changePreferences(db, alice.id, { a: '' })
  await changePreferences(db, alice.id, { d: 'x'.repeat(10_000) })
})

test.each([
  ['a list', ['theme']],
  ['nothing', null],
  ['a value that is an object', { theme: { contains: '' } }],
  ['a key that is none', { 'a b': 1 }],
  ['a long key', { ['k'.repeat(41)]: 1 }],
  ['a long text', { vim: 'x'.repeat(10_001) }],
  ['NUL', { vim: 'a\0b' }],
  ['half a character', { vim: '\ud800' }],
  ['no number', { size: Number.NaN }],
  [
    'a hundred and one',
    Object.fromEntries(Array.from({ length: 101 }, (_, at) => [`k${'abcdefghij'[at % 10]}${'x'.repeat(at / 10)}`, 1])),
  ],
])('%s is refused', async (_, part) => {
  const change = changePreferences(db, alice.id, part as PreferencePart)
  await expect(change).rejects.toMatchObject({ code: 'bad_request' })
  expect(await getPreferences(db, alice.id)).toEqual({})
})

test('a prototype is no preference', async () => {
  await changePreferences(db, alice.id, JSON.parse('{"__proto__": "dark", "theme": "dark"}'))
  expect(await getPreferences(db, alice.id)).toEqual({ theme: 'dark' })
})

test('nobody has none', async () => {
  for (const id of ['missing', '', 'a\0b']) {
    await expect(getPreferences(db, id)).rejects.toMatchObject({ code: 'auth_required' })
    await expect(changePreferences(db, id, { theme: 'dark' })).rejects.toMatchObject({ code: 'auth_required' })
  }
})
