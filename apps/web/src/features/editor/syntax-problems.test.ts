import { ensureSyntaxTree } from '@codemirror/language'
import { EditorState } from '@codemirror/state'
import { expect, test } from 'vitest'
import { loadLanguages } from './languages.ts'
import { syntaxProblems } from './syntax-problems.ts'

test.each([
  ['JSON', '{"a": [1, 2]}', ''],
  ['JSON', '{"a": 1,}', '1 missing'],
  ['JSON', '{"a" 1}', '1 missing'],
  ['JSON', '{a: 1}', '1 unexpected'],
  ['JavaScript', 'const a = b => b', ''],
  ['JavaScript', 'const a = (1', '1 missing'],
  ['TypeScript', 'const a: number = 1', ''],
  ['TypeScript', 'const a: = 1\nlet b = )', '1 missing, 2 unexpected'],
  ['TSX', 'const a = <b>{c}</b>', ''],
  ['JSX', 'const a = <b>', '1 missing'],
])('%s %j: %s', async (name, doc, problems) => {
  const support = await (await loadLanguages()).named(name)?.load()
  const state = EditorState.create({ doc, extensions: support ? [support] : [] })
  // Within the time that a slow machine needs.
  ensureSyntaxTree(state, doc.length, 10_000)
  const found = syntaxProblems(state).map(({ from, kind }) => `${state.doc.lineAt(from).number} ${kind}`)
  expect(found.join(', ')).toBe(problems)
})

test('a long text in another language than it says has no more problems than anybody reads', async () => {
  const support = await (await loadLanguages()).named('JSON')?.load()
  const doc = '[1 2]\n'.repeat(5000)
  const state = EditorState.create({ doc, extensions: support ? [support] : [] })
  // Within the time that a slow machine needs.
  ensureSyntaxTree(state, doc.length, 10_000)
  expect(syntaxProblems(state)).toHaveLength(100)
})
