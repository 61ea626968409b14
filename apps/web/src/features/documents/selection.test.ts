import { expect, test } from 'vitest'
import { allToggled, extended, kept, noSelection, type Selection, toggled } from './selection.ts'

const list = [...'abcdef']
const shown = ({ ids }: Selection) => list.filter((id) => ids.has(id)).join('')

test('one more and one less', () => {
  const one = toggled(toggled(noSelection, 'b'), 'd')
  expect(shown(one)).toBe('bd')
  expect(shown(toggled(one, 'b'))).toBe('d')
})

test('a range goes from the one that was selected last, either way, and can be changed', () => {
  const b = toggled(noSelection, 'b')
  expect(shown(extended(b, list, 'd'))).toBe('bcd')
  expect(shown(extended(toggled(noSelection, 'd'), list, 'b'))).toBe('bcd')
  expect(shown(extended(extended(b, list, 'd'), list, 'a'))).toBe('abcd')
  expect(shown(extended(toggled(b, 'f'), list, 'e'))).toBe('bef')
})

test('a range from nowhere is one document', () => {
  expect(shown(extended(noSelection, list, 'c'))).toBe('c')
  expect(shown(extended({ ids: new Set(), anchor: 'gone' }, list, 'c'))).toBe('c')
})

test('all, and nothing when all were', () => {
  const all = allToggled(toggled(noSelection, 'b'), list)
  expect(shown(all)).toBe('abcdef')
  expect(shown(allToggled(all, list))).toBe('')
})

test('what is gone from the list is not selected any more', () => {
  expect([...kept(allToggled(noSelection, list), ['a', 'f']).ids]).toEqual(['a', 'f'])
})
