import { EditorSelection, EditorState } from '@codemirror/state'
import { expect, test, vi } from 'vitest'
import { countText } from './text-count.ts'

test.each([
  ['', [], { words: 0, lines: 1, selected: false }],
  ['  one\ttwo\n\nthree ', [], { words: 3, lines: 3, selected: false }],
  ['one\u00a0two\u3000three', [], { words: 3, lines: 1, selected: false }],
  ['👩‍👩‍👧 café', [], { words: 2, lines: 1, selected: false }],
  ['one two\nthree', [[0, 3]], { words: 1, lines: 1, selected: true }],
  ['one two\nthree', [[4, 13]], { words: 2, lines: 2, selected: true }],
  [
    'one two\nthree',
    [
      [0, 3],
      [8, 13],
    ],
    { words: 2, lines: 2, selected: true },
  ],
] as const)('%j with %j selected', (doc, ranges, count) => {
  const [first, ...more] = ranges.map(([from, to]) => EditorSelection.range(from, to))
  const state = EditorState.create({
    doc,
    extensions: EditorState.allowMultipleSelections.of(true),
    ...(first ? { selection: EditorSelection.create([first, ...more]) } : {}),
  })
  expect(countText(state)).toEqual(count)
})

test('a word that two pieces of a long text share is one', () => {
  const doc = `${'a'.repeat(5000)}\n`.repeat(20)
  expect(countText(EditorState.create({ doc })).words).toBe(20)
})

test('what has not changed since it was counted is not read again', () => {
  const state = EditorState.create({ doc: 'one two three\n'.repeat(10_000) })
  expect(countText(state).words).toBe(30_000)
  const next = state.update({ changes: { from: 70_000, insert: 'four ' } }).state
  const read = vi.spyOn(String.prototype, 'charCodeAt')
  const { words } = countText(next)
  const units = read.mock.calls.length
  read.mockRestore()
  expect(words).toBe(30_001)
  expect(units).toBeGreaterThan(0)
  expect(units).toBeLessThan(1_000)
})
