import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lineEndingNamed, lineEndingOf, lineEndings, withLineEnding } from './line-endings.ts'

test.each([
  ['', null],
  ['one', null],
  ['one\n', 'lf'],
  ['one\r\ntwo\r\n', 'crlf'],
  ['one\rtwo', 'cr'],
  ['\r\r\n\r\n', 'crlf'],
  ['\r\n\n\n', 'lf'],
  ['\r\n\n', 'lf'],
  ['\r\r\n', 'crlf'],
  // Unicode's own separators end no line of code.
  ['one\u2028two\u2029three', null],
] as const)('A52 %j ends its lines with %s', (text, ending) => {
  expect(lineEndingOf(text)).toBe(ending)
})

test.each([
  ['lf', 'lf'],
  ['crlf', 'crlf'],
  ['cr', 'cr'],
  [undefined, 'lf'],
  ['CRLF', 'lf'],
  ['__proto__', 'lf'],
])('A52 the property %j names %s', (value, ending) => {
  expect(lineEndingNamed(value)).toBe(ending)
})

test('A52 a text goes out with any ending and comes back the same', () => {
  fc.assert(
    fc.property(
      fc.string().filter((text) => !text.includes('\r')),
      fc.constantFrom(...lineEndings),
      (text, ending) => {
        const file = withLineEnding(text, ending)
        expect(file.replace(/\r\n?/g, '\n')).toBe(text)
        expect(lineEndingOf(file)).toBe(text.includes('\n') ? ending : null)
      },
    ),
  )
})
