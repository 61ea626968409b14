import { describe, expect, it } from 'vitest'
import { documentOf, linkOf, paths, safeReturn } from './paths.ts'

const ours = 'https://tandem.example'

describe('safeReturn', () => {
  it.each([
    ['/d/abc', '/d/abc'],
    ['/d/abc?x=1#y', '/d/abc?x=1#y'],
    ['/documents/trash', '/documents/trash'],
    [`${ours}/d/abc`, '/d/abc'],
    ['d/abc', '/d/abc'],
  ])('keeps %j', (asked, expected) => {
    expect(safeReturn(asked, ours)).toBe(expected)
  })

  it.each([
    undefined,
    '',
    '/',
    ['/d/a', '/d/b'],
    'https://evil.example/d/abc',
    'https://tandem.example.evil.net/',
    'http://tandem.example/d/abc',
    '//evil.example/d/abc',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/.//evil.example',
    'javascript:alert(1)',
    'data:text/html,x',
    'https://nowhere.invalid//evil.example',
    '/sign-in?callbackUrl=/sign-in',
    '/api/auth/signout',
  ])('goes to the documents instead of %j', (asked) => {
    expect(safeReturn(asked, ours)).toBe(paths.documents)
  })
})

it('a path with a return parameter survives any characters', () => {
  const url = new URL(paths.signIn('/d/a b&c?d=e#f'), ours)
  expect(safeReturn(url.searchParams.get('callbackUrl') ?? '', ours)).toBe('/d/a%20b&c?d=e#f')
})

describe('documentOf', () => {
  it.each([
    [paths.document('abc'), 'abc'],
    [paths.document('a/b c'), 'a/b c'],
    ['/d/', null],
    ['/d/abc/x', null],
    [paths.documents, null],
  ])('%j', (path, expected) => {
    expect(documentOf(path)).toBe(expected)
  })
})

describe('linkOf', () => {
  it.each([
    [paths.link('abc'), 'abc'],
    [paths.link('a/b c'), 'a/b c'],
    ['/l/', null],
    [paths.document('abc'), null],
  ])('%j', (path, expected) => {
    expect(linkOf(path)).toBe(expected)
  })
})
