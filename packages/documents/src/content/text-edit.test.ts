import type { Edit } from '@tandem/crdt'
import { applyEdit } from '@tandem/crdt/testing'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { editBetween } from './text-edit.ts'

/** An edit in a small language: where, what goes (by length), what comes. */
const spell = (edit: Edit) => edit.map(({ from, to, insert }) => `${from}-${to - from}+${insert}`).join(' ')

test.each([
  ['', '', ''],
  ['same', 'same', ''],
  ['', 'new', '0-0+new'],
  ['old', '', '0-3+'],
  ['one two', 'one more two', '4-0+more '],
  ['one\ntwo\nthree\n', 'one\nthree\n', '4-4+'],
  ['one\ntwo\nthree\n', 'One\ntwo\nThree\n', '0-1+O 8-1+T'],
  ['a = 1; b = 2', 'a = 10; b = 20', '5-0+0 12-0+0'],
  // The halves of a pair that are the same on both sides are no characters.
  ['a🔴b', 'a🔵b', '1-2+🔵'],
  ['👍🏽', '👎🏽', '0-2+👎'],
])('%j → %j: %s', (before, after, expected) => {
  expect(spell(editBetween(before, after))).toBe(expected)
})

const lines = fc
  .array(fc.constantFrom('', 'a', 'ab', 'one two', '🔴', '👨‍👩‍👧', '\u2028', '\0'), { maxLength: 12 })
  .map((all) => all.join('\n'))

test('whatever both are, the edit makes one of the other, ascending and well formed', () => {
  fc.assert(
    fc.property(lines, lines, (before, after) => {
      const edit = editBetween(before, after)
      expect(applyEdit(before, edit)).toBe(after)
      for (const [at, { from, to, insert }] of edit.entries()) {
        expect(insert.isWellFormed() && (to > from || insert !== '')).toBe(true)
        expect(from).toBeGreaterThanOrEqual(edit[at - 1]?.to ?? 0)
      }
    }),
  )
})

test('texts that have next to nothing in common are one replacement', () => {
  const before = Array.from({ length: 3_000 }, (_, at) => `before ${at}`).join('\n')
  const after = Array.from({ length: 3_000 }, (_, at) => `${at} after`).join('\n')
  const edit = editBetween(before, after)
  expect(edit.length).toBe(1)
  expect(applyEdit(before, edit)).toBe(after)
})
