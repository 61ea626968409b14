import { expect, it } from 'vitest'
import type { DocumentSummary } from './document-summary.ts'
import { renamed, withBack, without, withPage } from './list-state.ts'

const document = (id: string): DocumentSummary => ({
  id,
  title: id,
  role: 'owner',
  owner: { name: 'alice', hue: 0, isYou: true },
  editedAt: 0,
  trashedAt: null,
  people: 1,
  mayRename: true,
  mayTrash: true,
})
const [a, b, c] = [document('a'), document('b'), document('c')]
const ids = (list: readonly DocumentSummary[]) => list.map((entry) => entry.id).join('')

it('renames one and leaves the others as they are', () => {
  const list = renamed([a, b], 'b', 'new')
  expect(list.map((entry) => entry.title)).toEqual(['a', 'new'])
  expect(list[0]).toBe(a)
})

it('taking one away and putting it back changes nothing', () => {
  expect(ids(without([a, b, c], 'b'))).toBe('ac')
  expect(ids(withBack(without([a, b, c], 'b'), b, 1))).toBe('abc')
})

it('putting back what is there, or past the end, does no harm', () => {
  expect(ids(withBack([a, b], b, 0))).toBe('ab')
  expect(ids(withBack([a], b, 9))).toBe('ab')
})

it('a page that overlaps the list adds only what is new', () => {
  expect(ids(withPage([a, b], [b, c]))).toBe('abc')
})
