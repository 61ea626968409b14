import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nameSchema, titleSchema } from './person-text.ts'

const family = '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}\u200d\u{1f466}'

describe('H1 H2 H4 H6 a title', () => {
  const kept: [what: string, input: string, output: string][] = [
    ['plain', 'Notes', 'Notes'],
    ['with spaces around it', ' \t Notes \n', 'Notes'],
    ['in another form', 'e\u0301', '\u00e9'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: somebody's template, not ours
    ['of markup', '<script>alert(1)</script>{{7*7}}${7*7}', '<script>alert(1)</script>{{7*7}}${7*7}'],
    ['of path parts', '..', '..'],
    ['in Arabic, with a mark of direction', '\u200fملاحظات', '\u200fملاحظات'],
    ['of one emoji made of seven code points', family, family],
    ['of 200 graphemes', 'x'.repeat(200), 'x'.repeat(200)],
    ['of 150 families', family.repeat(150), family.repeat(150)],
    ['with a zero-width joiner inside', 'a\u200db', 'a\u200db'],
    ['with a byte-order mark before it', '\ufeffNotes', 'Notes'],
  ]
  test.each(kept)('%s is kept', (_, input, output) => {
    expect(titleSchema.parse(input)).toBe(output)
  })

  const refused: [what: string, input: unknown][] = [
    ['empty', ''],
    ['of spaces', ' \u00a0\u3000 '],
    ['of zero-width characters', '\u200b\u200d\u2060\ufeff'],
    ['of fillers', '\u3164\u115f\uffa0'],
    ['of braille blanks', '\u2800\u2800'],
    ['of a bidi mark', '\u200f'],
    ['of 201 graphemes', 'x'.repeat(201)],
    ['of 10,000 combining marks', `x${'\u0301'.repeat(10_000)}`],
    ['of a megabyte', 'x'.repeat(1_000_000)],
    ['with a newline', 'a\nb'],
    ['with CRLF', 'a\r\nb'],
    ['with a tab', 'a\tb'],
    ['with NUL', 'a\0b'],
    ['with an escape sequence', 'a\u001b[31mb'],
    ['with a C1 control', 'a\u0085b'],
    ['with a line separator', 'a\u2028b'],
    ['with a bidi override', 'cod\u202egpj.exe'],
    ['with a bidi isolate', 'a\u2066b'],
    ['with a lone surrogate', 'a\ud800b'],
    ['that is a number', 7],
    ['that is a list', ['x']],
    ['that is nothing', null],
  ]
  test.each(refused)('%s is refused', (_, input) => {
    expect(titleSchema.safeParse(input).success).toBe(false)
  })

  test('of 200 families is refused by its length in code units', () => {
    expect(titleSchema.safeParse(family.repeat(200)).success).toBe(false)
  })

  test('once accepted is accepted again, unchanged', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (input) => {
        const first = titleSchema.safeParse(input)
        if (first.success) expect(titleSchema.parse(first.data)).toBe(first.data)
      }),
    )
  })

  test('is judged the same in every canonical form', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-composite', maxLength: 220 }), (input) => {
        const results = [input, input.normalize('NFC'), input.normalize('NFD')].map((form) =>
          titleSchema.safeParse(form),
        )
        const [first, ...others] = results.map(({ success, data }) => (success ? data : null))
        for (const other of others) expect(other).toBe(first)
      }),
    )
  })
})

test('H2 a name has up to 64 graphemes', () => {
  expect(nameSchema.parse('\u00e9'.repeat(64))).toHaveLength(64)
  expect(nameSchema.parse('e\u0301'.repeat(64))).toHaveLength(64)
  expect(nameSchema.safeParse('x'.repeat(65)).success).toBe(false)
})
