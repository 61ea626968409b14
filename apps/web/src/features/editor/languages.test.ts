import { beforeAll, describe, expect, test } from 'vitest'
import { type LanguageList, languageOf, loadLanguages, searchLanguages } from './languages.ts'

let languages: LanguageList
beforeAll(async () => {
  languages = await loadLanguages()
})

describe('languageOf', () => {
  test.each([
    [null, 'main.rs', 'Rust'],
    [null, 'App.TSX', 'TSX'],
    [null, 'Dockerfile', 'Dockerfile'],
    [null, 'Shopping list', null],
    [null, 'a.unknown', null],
    ['Python', 'main.rs', 'Python'],
    ['python', '', 'Python'],
    ['text', 'main.rs', null],
    ['Klingon', 'main.rs', 'Rust'],
  ])('set to %j, called %j: %j', (set, title, name) => {
    expect(languageOf(languages, set, title)?.name ?? null).toBe(name)
  })
})

describe('searchLanguages', () => {
  test.each([
    ['rust', 'Rust'],
    ['ts', 'TypeScript'],
    ['c++', 'C++'],
    ['py', 'Python'],
    ['JavaS', 'JavaScript'],
  ])('%j finds %j first', (search, name) => {
    expect(searchLanguages(languages.all, search)[0]?.name).toBe(name)
  })

  test('finds all for nothing and nothing for nonsense', () => {
    expect(searchLanguages(languages.all, ' ')).toHaveLength(languages.all.length)
    expect(searchLanguages(languages.all, 'zzzz')).toEqual([])
  })
})

test('every language that there is for the editor is here, and loads', async () => {
  const packaged = (await import('@codemirror/language-data')).languages.map(({ name }) => name)
  expect(new Set(languages.all.map(({ name }) => name))).toEqual(new Set(packaged))
  expect(languages.all.length).toBeGreaterThanOrEqual(143)
  for (const { name, load } of languages.all) {
    expect((await load()).language.parser.parse('x').length, name).toBe(1)
  }
})
