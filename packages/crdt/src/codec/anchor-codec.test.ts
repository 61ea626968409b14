import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Anchor } from '../anchor.ts'
import { decodeAnchor, encodeAnchor } from './anchor-codec.ts'
import { DecodeError, type DecodeErrorCode } from './decode-error.ts'

describe('anchors as bytes', () => {
  test.each<[string, Anchor, number[]]>([
    ['the start', { at: 'start' }, [1, 0]],
    ['the end', { at: 'end' }, [1, 1]],
    ['behind a character', { at: { replica: 3, counter: 0 }, side: 'before' }, [1, 2, 3, 0]],
    ['in front of a character', { at: { replica: 300, counter: 200 }, side: 'after' }, [1, 3, 172, 2, 200, 1]],
  ])('F7 %s', (_, anchor, expected) => {
    expect([...encodeAnchor(anchor)]).toEqual(expected)
    expect(decodeAnchor(Uint8Array.from(expected))).toEqual(anchor)
  })

  test.each<[DecodeErrorCode, string, number[]]>([
    ['truncated', 'nothing', []],
    ['version', 'another version', [2, 0]],
    ['truncated', 'the version alone', [1]],
    ['invalid', 'an unknown kind', [1, 4]],
    ['number', 'replica 0', [1, 2, 0, 0]],
    ['truncated', 'no counter', [1, 2, 1]],
    ['number', 'a counter above the limit', [1, 2, 1, 128, 128, 128, 128, 8]],
    ['trailing', 'a byte too many', [1, 0, 0]],
  ])('F4 F7 refuses as %s: %s', (code, _, source) => {
    expect(() => decodeAnchor(Uint8Array.from(source))).toThrow(expect.objectContaining({ code }))
  })

  test('F4 any bytes are refused or are an anchor in its one form', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 6 }), (tail) => {
        const source = Uint8Array.from([1, ...tail])
        try {
          expect([...encodeAnchor(decodeAnchor(source))]).toEqual([...source])
        } catch (error) {
          if (!(error instanceof DecodeError)) throw error
        }
      }),
      { numRuns: 1000 },
    )
  })
})
