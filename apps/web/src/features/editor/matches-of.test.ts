import { SearchQuery } from '@codemirror/search'
import { EditorState } from '@codemirror/state'
import { expect, test } from 'vitest'
import { type Match, matchesOf, maxMatches } from './matches-of.ts'

type Asked = ConstructorParameters<typeof SearchQuery>[0]

/** What is found, and in how many slices of the text. */
function found(doc: string, asked: Asked): { readonly matches: readonly Match[]; readonly slices: number } {
  const steps = matchesOf(new SearchQuery(asked), EditorState.create({ doc }))
  for (let slices = 1; ; slices++) {
    const { value, done } = steps.next()
    if (done) return { matches: value, slices }
  }
}

/** The same, looked for in the whole text at once. */
function foundAtOnce(doc: string, asked: Asked): readonly Match[] {
  const cursor = new SearchQuery(asked).getCursor(EditorState.create({ doc }))
  const matches: Match[] = []
  for (let next = cursor.next(); !next.done; next = cursor.next()) {
    matches.push({ from: next.value.from, to: next.value.to })
  }
  return matches
}

const filler = 'some other text\n'.repeat(900)

test.each<[string, string, Asked]>([
  ['a word across slices', `${filler}${'needle '.repeat(800)}${filler}`, { search: 'needle' }],
  ['what overlaps itself', 'a'.repeat(1001).padStart(16_884, 'b').padEnd(40_000, 'b'), { search: 'aaaa' }],
  ['lines', `${filler}${'one\ntwo\n'.repeat(900)}${filler}`, { search: 'one\\ntwo' }],
  ['whole words', `${filler}${'on one ones '.repeat(800)}`, { search: 'one', wholeWord: true }],
  ['signs of two units', `${filler}${'𝐀𝐁𝐂 '.repeat(800)}`, { search: 'abc' }],
  ['signs that stand for several', `${filler}${'oﬃce '.repeat(800)}`, { search: 'office' }],
  ['a regular expression over lines', `${filler}${'one\n\n\n'.repeat(900)}`, { search: 'e\\n+o', regexp: true }],
])('%s are found as in one piece', (_name, doc, asked) => {
  const { matches } = found(doc, asked)
  expect(matches.length).toBeGreaterThan(0)
  expect(matches).toEqual(foundAtOnce(doc, asked))
})

test('a megabyte is read in slices, and no farther than anybody counts', () => {
  const megabyte = 'x'.repeat(1_000_000)
  expect(found(megabyte, { search: 'needle' })).toEqual({ matches: [], slices: 62 })
  expect(found(megabyte, { search: 'x' })).toMatchObject({ matches: { length: maxMatches }, slices: 1 })
})
