import { expect, test } from 'vitest'
import { codeWords } from './code-words.ts'
import { maxWordBytes, maxWordLength } from './search-limits.ts'

test.each<[what: string, text: string, words: readonly string[]]>([
  ['prose', 'Milk and honey', ['milk', 'and', 'honey']],
  ['camel case', 'parseHTTPRequest', ['parsehttprequest', 'httprequest', 'request']],
  ['snake case', 'MAX_frame_bytes', ['maxframebytes', 'framebytes', 'bytes']],
  ['kebab case, which are words', 'max-width', ['max', 'width']],
  ['numbers', 'sha256Sum', ['sha256sum', '256sum', 'sum']],
  ['accents, and case', 'Érable ÉRABLE erable', ['erable']],
  ['a script without small letters', '漢字', ['漢字', '字']],
  ['signs', 'a => { $x; }', ['a', 'x']],
  ['nothing', ' \n\t{}();_$', []],
])('the words of %s', (_, text, words) => {
  expect(codeWords(text)).toEqual(words)
})

test.each<[what: string, text: string, last: string]>([
  ['many parts', 'Ab'.repeat(1_000), 'ab'],
  ['a script without small letters', '漢'.repeat(1_000), '漢'],
])('a name of %s is found from each of them on, cut as others are', (_, text, last) => {
  const words = codeWords(text)
  expect([words[0], words.at(-1)]).toEqual([last.repeat(maxWordLength / last.length), last])
  expect(words).toHaveLength(maxWordLength / last.length)
})

test('words are cut, and there is an end to them', () => {
  expect(codeWords('a'.repeat(100))).toEqual(['a'.repeat(maxWordLength)])
  const many = Array.from({ length: 80_000 }, (_, at) => `name${'x'.repeat(at % 9)}${at}y`).join(' ')
  const words = codeWords(many)
  expect(words.reduce((sum, word) => sum + word.length, 0)).toBeLessThanOrEqual(maxWordBytes)
  expect(words[0]).toBe('name0y')
})
