import { describe, expect, test } from 'vitest'
import { foundLines } from './found-lines.ts'
import { maxLineUnits, maxSearchedUnits } from './search-limits.ts'
import { parseTextQuery } from './text-query.ts'

/** Lines as `number: text`, with what was found in [brackets]. */
function shown(text: string, query: string): string[] {
  return foundLines(text, parseTextQuery(query)).map(
    ({ line, pieces }) => `${line}: ${pieces.map(({ text, found }) => (found ? `[${text}]` : text)).join('')}`,
  )
}

test.each<[what: string, text: string, query: string, lines: readonly string[]]>([
  ['the beginning of a word', 'one\ntwo words', 'wor', ['2: two [wor]ds']],
  ['a part of a name', '  const parseHttpRequest = 1', 'httpReq', ['1: const parse[HttpReq]uest = 1']],
  ['a name that is written another way', 'max_frame_bytes', 'frameBytes', ['1: max_[frame_bytes]']],
  [
    'several words, wherever they are',
    'alpha\nbeta\nalpha beta',
    'beta alpha',
    ['1: [alpha]', '2: [beta]', '3: [alpha] [beta]'],
  ],
  ['a word without its accents', 'Un élève', 'eleve', ['1: Un [élève]']],
  ['a phrase with signs', 'if (a  == b)\nif (a == b) {', '"a == b"', ['2: if ([a == b]) {']],
  ['a phrase that is being typed', 'let it be', '"It B', ['1: let [it b]e']],
  ['one letter: itself', 'a an\nan', 'a', ['1: [a] an']],
  ['nothing in the middle of a word', 'reports', 'port', []],
  ['what looks like markup', '<b>bold</b>', 'bold', ['1: <b>[bold]</b>']],
])('shows %s', (_, text, query, lines) => {
  expect(shown(text, query)).toEqual(lines)
})

test('the three lines that say most, in their order', () => {
  const text = ['one', 'one two', 'two', 'one two three', 'three one'].join('\n')
  expect(shown(text, 'one two three')).toEqual(['2: [one] [two]', '4: [one] [two] [three]', '5: [three] [one]'])
})

describe('of a long line', () => {
  test('that is one name: what follows from each part on is not looked at as often as there are parts', () => {
    const [line] = foundLines('Ab'.repeat(maxSearchedUnits / 8), parseTextQuery('abAbab'))
    expect(line?.pieces).toEqual([
      { text: 'Ab'.repeat(maxLineUnits / 2), found: true },
      { text: '…', found: false },
    ])
  })

  test.each<[where: string, before: number, after: number]>([
    ['its beginning', 0, 1000],
    ['its middle', 500, 500],
    ['its end', 1000, 0],
  ])('what is around %s', (_, before, after) => {
    const [line] = foundLines(`${'x '.repeat(before)}needle${' y'.repeat(after)}`, parseTextQuery('needle'))
    const text = line?.pieces.map((piece) => piece.text).join('') ?? ''
    expect(line?.pieces.filter(({ found }) => found)).toEqual([{ text: 'needle', found: true }])
    expect(text.replaceAll('…', '').length).toBe(maxLineUnits)
    expect([text.startsWith('…'), text.endsWith('…')]).toEqual([before > 0, after > 0])
  })
})
