import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ByteReader } from './byte-reader.ts'
import { ByteWriter } from './byte-writer.ts'
import { DecodeError, type DecodeErrorCode } from './decode-error.ts'

function written(write: (writer: ByteWriter) => void): Uint8Array {
  const writer = new ByteWriter(0)
  write(writer)
  return writer.finish()
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function bytes(source: string): Uint8Array {
  return Uint8Array.from(source.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
}

function refusal(read: (reader: ByteReader) => unknown, source: Uint8Array): DecodeErrorCode | 'none' {
  try {
    const reader = new ByteReader(source)
    read(reader)
    reader.end()
    return 'none'
  } catch (error) {
    if (error instanceof DecodeError) return error.code
    throw error
  }
}

describe('numbers', () => {
  test.each<[number, string]>([
    [0, '00'],
    [127, '7f'],
    [128, '8001'],
    [2 ** 32, '8080808010'],
    [Number.MAX_SAFE_INTEGER, 'ffffffffffffff0f'],
  ])('F2 the varint of %d is %s', (value, expected) => {
    expect(hex(written((writer) => writer.varint(value)))).toBe(expected)
  })

  test('F2 what is written is read', () => {
    const signed = fc.integer({ min: -(2 ** 52) + 1, max: 2 ** 52 - 1 })
    fc.assert(
      fc.property(fc.maxSafeNat(), signed, fc.double({ noNaN: true }), fc.nat(255), (a, b, c, d) => {
        const reader = new ByteReader(
          written((writer) => {
            writer.varint(a)
            writer.signed(b)
            writer.float64(c)
            writer.byte(d)
          }),
        )
        expect([reader.varint(), reader.signed(), reader.float64(), reader.byte()]).toEqual([a, b, c, d])
        reader.end()
      }),
    )
  })

  test.each<[DecodeErrorCode, string, string]>([
    ['truncated', 'nothing', ''],
    ['truncated', 'a number that goes on', 'ff'],
    ['canonical', 'a needless last byte', '8000'],
    ['number', 'nine bytes', 'ffffffffffffffff01'],
    ['number', 'more than a number holds', 'ffffffffffffff10'],
    ['trailing', 'a byte too many', '0100'],
  ])('F2 F4 refuses as %s: %s', (code, _, source) => {
    expect(refusal((reader) => reader.varint(), bytes(source))).toBe(code)
  })

  test('F2 F4 refuses a number above its limit', () => {
    expect(refusal((reader) => reader.varint(200), bytes('c901'))).toBe('number')
    expect(refusal((reader) => reader.varint(200), bytes('c801'))).toBe('none')
    expect(refusal((reader) => reader.float64(), bytes('00000000000000'))).toBe('truncated')
  })
})

describe('text', { timeout: 60_000 }, () => {
  test('F3 what is written is read, in the same bytes as the platform writes', () => {
    const platform = new TextEncoder()
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const encoded = written((writer) => writer.string(text))
        expect(new ByteReader(encoded).string()).toBe(text)
        const expected = platform.encode(text)
        expect(hex(encoded.subarray(encoded.length - expected.length))).toBe(hex(expected))
      }),
    )
  })

  test('F3 long text is read in pieces that do not cut a pair', () => {
    for (const begin of ['', 'a', 'ab', 'é', 'a'.repeat(4095), `${'a'.repeat(4096)}é`]) {
      const text = begin + '😀'.repeat(5000)
      expect(new ByteReader(written((writer) => writer.string(text))).string() === text).toBe(true)
    }
  })

  test.each<[string, string]>([
    ['a continuation without a lead', '0180'],
    ['a lead without a continuation', '01c3'],
    ['a lead before something else', '02c341'],
    ['two bytes for one', '02c080'],
    ['three bytes for two', '03e08080'],
    ['four bytes for three', '04f0808080'],
    ['half a pair', '03eda080'],
    ['more than Unicode has', '04f4908080'],
    ['a byte that is never used', '01ff'],
  ])('F3 refuses %s', (_, source) => {
    expect(refusal((reader) => reader.string(), bytes(source))).toBe('text')
  })

  test('F3 any bytes decode exactly when the platform decodes them', () => {
    const platform = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 6 }), (content) => {
        const source = written((writer) => {
          writer.varint(content.length)
          writer.bytes(content)
        })
        let expected: string | null = null
        try {
          expected = platform.decode(content)
        } catch {
          expect(refusal((reader) => reader.string(), source)).toBe('text')
        }
        if (expected !== null) expect(new ByteReader(source).string()).toBe(expected)
      }),
      { numRuns: 3000 },
    )
  })

  test('F4 a length is checked before anything is taken', () => {
    expect(refusal((reader) => reader.string(), bytes('ffffffffffffff0f41'))).toBe('truncated')
    expect(refusal((reader) => reader.string(2), bytes('03414243'))).toBe('limit')
    expect(refusal((reader) => reader.string(3), bytes('03414243'))).toBe('none')
    expect(refusal((reader) => reader.string(1), bytes('04f09f9880'))).toBe('limit')
  })

  test('F3 ill-formed text is never written', () => {
    expect(() => written((writer) => writer.string('a\ud83d'))).toThrow('well-formed')
  })
})
