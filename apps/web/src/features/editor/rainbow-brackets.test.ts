// @vitest-environment jsdom
import { forceParsing, syntaxTree } from '@codemirror/language'
import { languages } from '@codemirror/language-data'
import { EditorState } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { describe, expect, test } from 'vitest'
import { pageColours } from './code-themes.ts'
import { nestedBrackets, rainbowBrackets } from './rainbow-brackets.ts'

const code = {
  JavaScript: [
    'try { f(1, [2, { a: (3) }]) } catch (e) { g(e) }',
    'const text = "([{" // )]}',
    'for (const [key, value] of list) { if (key) { h(`value`) } }',
    'class A extends B(C) { m(x) { return [x] } }',
  ].join('\n'),
  Python: 'def f(a, b=(1, 2)):\n    return {a: [b for b in range(3)]}  # ([\n\nprint(f("("))\n',
  JSON: '{"a": [1, [2, {"b": []}]], "c": {"d": "}]"}}',
  CSS: '@media (width > 1px) { a[href] { color: rgb(1 2 3) } }',
  Rust: 'fn f(x: &[u8]) -> (u8, u8) { match x { [a, b] => (*a, *b), _ => (0, 0) } }',
} as const

/** An editor whose text is parsed to its end. */
async function editorIn(language: string, doc: string): Promise<EditorView> {
  const support = await languages.find(({ name }) => name === language)?.load()
  const view = new EditorView({
    state: EditorState.create({ doc, extensions: [support ?? [], pageColours, rainbowBrackets] }),
  })
  forceParsing(view, doc.length, 10_000)
  expect(syntaxTree(view.state).length).toBe(doc.length)
  return view
}

describe.each(Object.entries(code))('%s', (language, doc) => {
  test('a bracket and the one that closes it are equally deep, those between them deeper', async () => {
    const { state } = await editorIn(language, doc)
    const open: number[] = []
    const found = nestedBrackets(state, 0, doc.length)
    for (const { at, depth } of found) {
      if ('([{'.includes(doc.charAt(at))) {
        expect(depth).toBe(open.length)
        open.push(depth)
      } else expect(depth).toBe(open.pop())
    }
    expect(open).toEqual([])
    expect(found.length).toBeGreaterThan(5)
  })

  test('from wherever one looks, the depth is the same', async () => {
    const { state } = await editorIn(language, doc)
    const all = nestedBrackets(state, 0, doc.length)
    for (let from = 0; from <= doc.length; from++) {
      const seen = nestedBrackets(state, from, doc.length)
      expect(seen, `from ${from}: ${doc.slice(from, from + 20)}`).toEqual(all.filter(({ at }) => at >= from))
    }
  })
})

test('brackets in strings and comments are none', async () => {
  const { state } = await editorIn('JavaScript', 'f("(") // [')
  expect(nestedBrackets(state, 0, state.doc.length).map(({ at }) => at)).toEqual([1, 5])
})

test('a bracket that nothing opened is as deep as the outermost', async () => {
  const { state } = await editorIn('JavaScript', '[1]]\nf()')
  expect(nestedBrackets(state, 0, state.doc.length).map(({ depth }) => depth)).toEqual([0, 0, 0, 0, 0])
})

test('depths are drawn in colours that begin again, over those of the syntax', async () => {
  const view = await editorIn('JSON', '[[[[[[[]]]]]]]')
  const drawn = [...view.contentDOM.querySelectorAll('[class^=cm-bracket-]')]
  expect(drawn.map(({ innerHTML }) => innerHTML).join('')).toBe('[[[[[[[]]]]]]]')
  const classes = drawn.map(({ className }) => className)
  expect(classes).toHaveLength(14)
  expect(new Set(classes).size).toBe(6)
  expect(classes[6]).toBe(classes[0])
})
