import { CompletionContext } from '@codemirror/autocomplete'
import { ensureSyntaxTree } from '@codemirror/language'
import { EditorState } from '@codemirror/state'
import { describe, expect, test } from 'vitest'
import { documentWords } from './document-words.ts'
import { loadLanguages } from './languages.ts'
import { recentWords } from './recent-words.ts'
import { likelyRest, wordCompletion } from './word-completion.ts'

/** A text with the caret at `|`. */
function at(
  marked: string,
  extensions: Parameters<typeof EditorState.create>[0] = {},
): { state: EditorState; pos: number } {
  const pos = marked.indexOf('|')
  return { state: EditorState.create({ doc: marked.replace('|', ''), ...extensions }), pos }
}

function offered(marked: string, extensions = {}, explicit = false): Promise<readonly string[]> {
  const { state, pos } = at(marked, extensions)
  return labelsOf(state, pos, explicit)
}

/** What is offered, the first first. */
async function labelsOf(state: EditorState, pos: number, explicit: boolean): Promise<readonly string[]> {
  // Within the time that a slow machine needs: the language looks at what is parsed.
  ensureSyntaxTree(state, state.doc.length, 10_000)
  const options = (await wordCompletion(new CompletionContext(state, pos, explicit)))?.options ?? []
  return [...options].sort((a, b) => (b.boost ?? 0) - (a.boost ?? 0)).map(({ label }) => label)
}

describe('words of the document', () => {
  test.each([
    ['alpha beta a|', ['alpha', 'beta']],
    ['alpha beta be|ta', ['alpha', 'beta']],
    ['to 12 x1 größe $el _id Δx1 a|', ['größe', '$el', '_id', 'Δx1']],
    ['a|', []],
    ['alpha |', []],
  ])('%j', async (marked, words) => {
    expect(new Set(await offered(marked))).toEqual(new Set(words))
  })

  test('are offered in a comment only when somebody asks', async () => {
    const support = await (await loadLanguages()).named('JavaScript')?.load()
    const extensions = { extensions: support ? [support] : [] }
    expect(await offered('alpha() // al|', extensions)).toEqual([])
    expect(await offered('alpha() // al|', extensions, true)).toContain('alpha')
    expect(await offered('alpha() // done\nal|', extensions)).toContain('alpha')
  })

  test('are there without a word before the caret when somebody asks', async () => {
    expect(await offered('alpha |', {}, true)).toEqual(['alpha'])
  })

  test('those used most go first, and those used last before them', async () => {
    const start = EditorState.create({ doc: 'once often often often ', extensions: recentWords })
    const ranked = (state: EditorState) => labelsOf(state, state.doc.length, true)
    expect(await ranked(start)).toEqual(['often', 'once'])
    const later = start.update({ changes: { from: start.doc.length, insert: 'once ' } }).state
    expect(await ranked(later)).toEqual(['once', 'often'])
  })

  test('no more of the text is read than some milliseconds allow, and no more words are offered than can be chosen from', () => {
    const far = `needle ${'x '.repeat(60_000)}`
    expect(documentWords(EditorState.create({ doc: far }).doc, far.length).has('needle')).toBe(false)
    const many = Array.from({ length: 3000 }, (_, index) => `word${index}`).join(' ')
    expect(documentWords(EditorState.create({ doc: many }).doc, 0).size).toBe(500)
  })
})

test.each([
  ['Rust', ['fn', 'match', 'impl']],
  ['Python', ['lambda', 'nonlocal', 'with']],
])('keywords of %s', async (name, keywords) => {
  const support = await (await loadLanguages()).named(name)?.load()
  expect(await offered('f|', { extensions: support ? [support] : [] })).toEqual(expect.arrayContaining(keywords))
})

test.each([
  ['Ruby, which offers them by itself', 'Ruby', ['other']],
  ['Lua, which offers none', 'Lua', ['def', 'other']],
])('an older language names no keywords: %s', async (_name, name, words) => {
  const support = await (await loadLanguages()).named(name)?.load()
  const extensions = support ? [support] : []
  expect(support).toBeDefined()
  expect(await offered('d|', { extensions })).toEqual([])
  expect(new Set(await offered('def other d|', { extensions }))).toEqual(new Set(words))
})

test('what the language offers by itself is not offered twice', async () => {
  const support = await (await loadLanguages()).named('JavaScript')?.load()
  const words = await offered('const mine = 1 // other\nexport function f() {}\nm|', {
    extensions: support ? [support] : [],
  })
  expect(words).toContain('other')
  expect(words).not.toContain('mine')
  expect(words.filter((word) => word === 'function')).toHaveLength(0)
})

describe('the likely rest of a word', () => {
  test.each([
    ['configuration co|', 'nfiguration'],
    ['configuration c|', null],
    ['configuration co|w', null],
    ['configuration configuration|', null],
    ['context context config co|', 'ntext'],
    ['con conf cow co|', 'n'],
    ['(configuration) (co|)', 'nfiguration'],
    ['other wo|', null],
  ])('%j: %j', (marked, rest) => {
    const { state, pos } = at(marked)
    expect(likelyRest(state, pos)).toBe(rest)
  })
})

describe('recent words', () => {
  const start = EditorState.create({ doc: 'one ', extensions: recentWords })
  const after = (...inserts: readonly string[]) =>
    inserts.reduce((state, insert) => state.update({ changes: { from: state.doc.length, insert } }).state, start)

  test('a word counts when it is finished, the latest first', () => {
    expect(after(...'alpha').field(recentWords)).toEqual([])
    expect(after(...'alpha ', ...'beta ').field(recentWords)).toEqual(['beta', 'alpha'])
    expect(after(...'alpha ', ...'beta ', ...'alpha ').field(recentWords)).toEqual(['alpha', 'beta'])
  })

  test('a paste says nothing, erasing neither', () => {
    const pasted = after('word '.repeat(100))
    expect(pasted.field(recentWords)).toEqual([])
    expect(pasted.update({ changes: { from: 0, to: 10 } }).state.field(recentWords)).toEqual([])
  })

  test('they are bounded', () => {
    expect(after(...Array.from({ length: 300 }, (_, index) => `word${index} `)).field(recentWords)).toHaveLength(200)
  })
})
