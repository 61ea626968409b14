import { expect, test } from 'vitest'
import { readText } from './read-text.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)
const utf16 = (text: string, littleEndian: boolean) => {
  const bytes = new DataView(new ArrayBuffer(2 * (text.length + 1)))
  for (const [at, unit] of ['\ufeff', ...text.split('')].entries()) {
    bytes.setUint16(2 * at, unit.charCodeAt(0), littleEndian)
  }
  return new Uint8Array(bytes.buffer)
}
const text = (text: string) => ({ kind: 'text', text })

test.each([
  ['nothing', utf8(''), text('')],
  ['plain lines', utf8('a\nb\n'), text('a\nb\n')],
  ['lines of Windows', utf8('a\r\nb\r\n'), text('a\r\nb\r\n')],
  ['a mark at the beginning', utf8('\ufeffa'), text('a')],
  ['signs of many scripts', utf8('жй漢字👩‍👩‍👧'), text('жй漢字👩‍👩‍👧')],
  ['UTF-16, little end first', utf16('жa\n', true), text('жa\n')],
  ['UTF-16, big end first', utf16('жa\n', false), text('жa\n')],
  ['Latin-1', Uint8Array.of(0x63, 0x61, 0x66, 0xe9), { kind: 'not a text', reason: 'encoding' }],
  ['a picture', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0, 0), { kind: 'not a text', reason: 'binary' }],
  ['zeros', Uint8Array.of(0x61, 0, 0x62), { kind: 'not a text', reason: 'binary' }],
])('reads %s', (_, bytes, expected) => {
  expect(readText(bytes)).toEqual(expected)
})
