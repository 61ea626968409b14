import { describe, expect, it } from 'vitest'
import type { DocumentSummary } from './document-summary.ts'
import { changed, changedEach, refreshed, withBack, without, withPage } from './list-state.ts'

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
const [a, b, c, d, e] = [document('a'), document('b'), document('c'), document('d'), document('e')]
const ids = (list: readonly DocumentSummary[]) => list.map((entry) => entry.id).join('')

it('changes one and leaves the others as they are', () => {
  const list = changed([a, b], 'b', { title: 'new', starred: true })
  expect(list.map((entry) => entry.title)).toEqual(['a', 'new'])
  expect(list[0]).toBe(a)
})

it('changes documents as they are by now: two tags, one after the other, are both there', () => {
  const tagged = (list: readonly DocumentSummary[], tag: string) =>
    changedEach(list, new Set(['a', 'b']), ({ tags }) => ({ tags: [...tags, tag] }))
  const list = tagged(tagged([a, b, c], 'one'), 'two')
  expect(list.map(({ tags }) => tags)).toEqual([['one', 'two'], ['one', 'two'], []])
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

describe('a list that was asked for again', () => {
  type Document = ReturnType<typeof document>
  type Case = [
    what: string,
    known: readonly Document[],
    now: { items: readonly Document[]; next?: null; shown?: readonly Document[]; asked?: string },
    result: string,
  ]
  it.each<Case>([
    ['is its first page when that is all', [a, b, c], { items: [d, a], next: null }, 'da'],
    ['has the order of its first page', [a, b, c], { items: [b, a] }, 'bac'],
    ['keeps what another one pushed behind its first page', [a, b, c, d], { items: [c, a] }, 'cabd'],
    ['keeps what a new one pushed behind its first page', [a, b, c, d], { items: [e, a] }, 'eabcd'],
    ['has one more on its first page for one that is gone', [a, b, c, d], { items: [a, c], asked: 'ab' }, 'acd'],
    ['loses what it was asked about and is gone', [a, b, c, d], { items: [a, b], asked: 'cd', shown: [d] }, 'abd'],
    ['begins anew when all of its first page is new', [a, b], { items: [d, e] }, 'de'],
  ])('%s', (_, known, { items, next = 'more', shown = [], asked = '' }, result) => {
    expect(ids(refreshed({ items: known, next: 'end' }, { items, next, shown }, [...asked]).items)).toBe(result)
  })

  it('knows of those behind its first page what it was told', () => {
    const renamed = { ...d, title: 'new' }
    const { items } = refreshed(
      { items: [a, b, c, d], next: null },
      { items: [a, b], next: 'more', shown: [renamed] },
      ['d'],
    )
    expect(items.map(({ title }) => title)).toEqual(['a', 'b', 'c', 'new'])
  })

  it('goes on where it ended, or where its first page ends when it begins anew', () => {
    const fresh = { items: [a, b], next: 'page', shown: [] }
    expect(refreshed({ items: [a, b, c], next: 'end' }, fresh, []).next).toBe('end')
    expect(refreshed({ items: [c], next: null }, fresh, []).next).toBe('page')
    expect(refreshed({ items: [a, c], next: 'end' }, { ...fresh, next: null }, []).next).toBe(null)
  })
})
