import { indentUnit } from '@codemirror/language'
import { EditorState } from '@codemirror/state'
import { expect, test } from 'vitest'
import { indentLevel } from './indent-guides.ts'

test.each([
  ['spaces', '  ', 4, ['a', '  b', '    c', '', '  d'], [0, 1, 2, 1, 1]],
  ['half a step counts as one', '    ', 4, ['      a'], [2]],
  ['tabs', '\t', 4, ['a', '\tb', '\t\tc'], [0, 1, 2]],
  ['a tab behind spaces goes to the next stop', '    ', 4, ['  \ta'], [1]],
  ['empty lines at the end', '  ', 4, ['  a', '', ''], [1, 0, 0]],
  ['no deeper than a screen', '  ', 4, [`${' '.repeat(400)}a`], [16]],
] as const)('%s', (_name, unit, tabSize, lines, levels) => {
  const state = EditorState.create({
    doc: lines.join('\n'),
    extensions: [indentUnit.of(unit), EditorState.tabSize.of(tabSize)],
  })
  expect(lines.map((_, at) => indentLevel(state, state.doc.line(at + 1)))).toEqual(levels)
})
