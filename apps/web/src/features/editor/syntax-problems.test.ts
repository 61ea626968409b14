import { ensureSyntaxTree } from '@codemirror/language'
import { EditorState } from '@codemirror/state'
import { expect, test, vi } from 'vitest'
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

test('what has not changed since it was looked at is not looked at again', async () => {
  const support = await (await loadLanguages()).named('TypeScript')?.load()
  const doc = 'export const value = alpha(beta, 123) + gamma[1]\n'.repeat(2000)
  const before = EditorState.create({ doc, extensions: support ? [support] : [] })
  const types = Object.getPrototypeOf(ensureSyntaxTree(before, doc.length, 10_000)?.type)
  expect(syntaxProblems(before)).toEqual([])
  const { state } = before.update({ changes: { from: doc.length / 2, insert: ')' } })
  ensureSyntaxTree(state, state.doc.length, 10_000)
  const looked = vi.spyOn(types, 'isError', 'get')
  expect(syntaxProblems(state)).toHaveLength(1)
  const nodes = looked.mock.calls.length
  looked.mockRestore()
  expect(nodes).toBeGreaterThan(0)
  expect(nodes).toBeLessThan(3_000)
})
