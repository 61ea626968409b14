import { expect, it } from 'vitest'
import type { DocumentSummary } from './document-summary.ts'
import { changed, withBack, withFirstPage, without, withPage } from './list-state.ts'

const document = (id: string): DocumentSummary => ({
  id,
  title: id,
  role: 'owner',
  owner: { id: 'alice', name: 'alice', hue: 0, isYou: true },
  createdAt: 0,
  editedAt: 0,
  openedAt: null,
  trashedAt: null,
  people: 1,
  starred: false,
  tags: [],
  opening: '',
  here: [],
  mayRename: true,
  mayTrash: true,
  mayShare: true,
})
const [a, b, c, d] = [document('a'), document('b'), document('c'), document('d')]
const ids = (list: readonly DocumentSummary[]) => list.map((entry) => entry.id).join('')

it('changes one and leaves the others as they are', () => {
  const list = changed([a, b], 'b', { title: 'new', starred: true })
  expect(list.map((entry) => entry.title)).toEqual(['a', 'new'])
  expect(list[0]).toBe(a)
})

it('takes some away and puts them back where they were, once', () => {
  const list = without([a, b, c, d], new Set(['b', 'd']))
  expect(ids(list)).toBe('ac')
  const back = [
    { summary: d, at: 3 },
    { summary: b, at: 1 },
  ]
  expect(ids(withBack(list, back))).toBe('abcd')
  expect(ids(withBack([a, b, c], back))).toBe('abcd')
  expect(ids(withBack([], back))).toBe('bd')
})

it('adds a page, each document once', () => {
  expect(ids(withPage([a, b], [b, c]))).toBe('abc')
})

it('takes a first page that is newer, and keeps what lies behind it', () => {
  expect(ids(withFirstPage([a, b, c], { items: [d, a], next: null }))).toBe('da')
  expect(ids(withFirstPage([a, b, c], { items: [b, a], next: 'more' }))).toBe('bac')
  expect(ids(withFirstPage([a, b, c, d], { items: [c, a], next: 'more' }))).toBe('cad')
})
