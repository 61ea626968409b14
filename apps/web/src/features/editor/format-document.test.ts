// @vitest-environment jsdom
import { indentUnit } from '@codemirror/language'
import { editorPair } from '@tandem/codemirror/testing'
import { expect, test } from 'vitest'
import { changesSince } from './changes-since.ts'
import { formatDocument } from './format-document.ts'
import { formatText } from './format-text.ts'

const extensions = [changesSince, indentUnit.of('  ')]

test.each([
  ['JavaScript', 'const a={b:1}', 'const a = { b: 1 };\n'],
  ['TSX', 'const A=():X=><b>{1}</b>', 'const A = (): X => <b>{1}</b>;\n'],
  ['JSON', '{"a":[1,2]}', '{ "a": [1, 2] }\n'],
  ['SCSS', 'a{b{c:d}}', 'a {\n  b {\n    c: d;\n  }\n}\n'],
  ['HTML', '<p>a<script>b( )</script>', '<p>\n  a\n  <script>\n    b();\n  </script>\n</p>\n'],
  ['Vue', '<template><p/></template>', '<template><p /></template>\n'],
  ['Markdown', '* a\n* b', '- a\n- b\n'],
  ['YAML', 'a:   1', 'a: 1\n'],
])('%s is formatted', async (language, text, formatted) => {
  using pair = await editorPair(text, extensions)
  expect(await formatDocument(pair.a.view, language, formatText)).toEqual({ kind: 'formatted' })
  pair.flush()
  expect(pair.b.text).toBe(formatted)
  expect(await formatDocument(pair.a.view, language, formatText)).toEqual({ kind: 'unchanged' })
})

test.each([[null], ['COBOL'], ['constructor']])('%j has no formatter', async (language) => {
  using pair = await editorPair('one', extensions)
  expect(await formatDocument(pair.a.view, language, formatText)).toEqual({ kind: 'unknown-language' })
})

test('a text with a mistake in it stays as it is, and the person hears where the mistake is', async () => {
  using pair = await editorPair('const = 1', extensions)
  const outcome = await formatDocument(pair.a.view, 'TypeScript', formatText)
  expect(outcome).toMatchObject({ kind: 'refused', reason: expect.stringContaining('(1:7)') })
  expect(pair.a.text).toBe('const = 1')
})

test('A95 what others write while the formatter works survives, and so do their carets', async () => {
  const text = 'function  add( a,b ){\n    return  a+b\n}\nadd( 1,2 )'
  using pair = await editorPair(text, extensions)
  const { a, b } = pair
  b.type(text.indexOf('return  a') + 'return  a'.length, 'lpha')
  pair.flush()
  const base = a.text
  await formatDocument(a.view, 'JavaScript', async (request) => {
    const answer = await formatText(request)
    // B goes on in the middle of the word, and begins another line, before A hears from the formatter.
    b.type(base.indexOf('lpha') + 4, 'bet')
    pair.flush()
    return answer
  })
  // What B types now has not heard of the formatting.
  const caret = b.view.state.selection.main.head
  b.type(caret, 'ic')
  pair.flush()
  expect(a.text).toBe('function add(a, b) {\n  return alphabetic + b;\n}\nadd(1, 2);\n')
  expect(b.text.slice(0, b.view.state.selection.main.head)).toMatch(/alphabetic$/)
})

test('A31 formatting is one step of undo, apart from what was typed before', async () => {
  using pair = await editorPair('', extensions)
  const { a } = pair
  a.type(0, 'let a=1')
  await formatDocument(a.view, 'JavaScript', formatText)
  expect(a.text).toBe('let a = 1;\n')
  a.undo()
  expect(a.text).toBe('let a=1')
  pair.flush()
})

test('whoever may not write any more changes nothing', async () => {
  using pair = await editorPair('a:   1', extensions)
  const outcome = await formatDocument(pair.a.view, 'YAML', async (request) => {
    pair.a.session.setWritable(false)
    return formatText(request)
  })
  expect(outcome).toEqual({ kind: 'not-writable' })
  expect(pair.a.text).toBe('a:   1')
})
