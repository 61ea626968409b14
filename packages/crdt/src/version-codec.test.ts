import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DecodeError, type DecodeErrorCode } from './codec/decode-error.ts'
import { maxCounter, maxReplica } from './limits.ts'
import { Version } from './version.ts'
import { decodeVersion, encodeVersion } from './version-codec.ts'

describe('versions as bytes', () => {
  test.each<[[number, number][], number[]]>([
    [[], [1]],
    [[[1, 5]], [1, 1, 5]],
    [
      [
        [300, 1],
        [1, 200],
      ],
      [1, 1, 200, 1, 171, 2, 1],
    ],
  ])('F6 %j is %j', (entries, expected) => {
    const version = Version.of(entries)
    expect([...encodeVersion(version)]).toEqual(expected)
    expect(decodeVersion(Uint8Array.from(expected)).equals(version)).toBe(true)
  })

  test('F6 what is written is read', () => {
    const entry = fc.tuple(fc.integer({ min: 1, max: maxReplica }), fc.integer({ min: 1, max: maxCounter + 1 }))
    fc.assert(
      fc.property(fc.uniqueArray(entry, { selector: ([replica]) => replica }), (entries) => {
        const version = Version.of(entries)
        expect([...decodeVersion(encodeVersion(version)).entries()]).toEqual([...version.entries()])
      }),
    )
  })

  test.each<[DecodeErrorCode, string, number[]]>([
    ['truncated', 'nothing', []],
    ['version', 'another version', [0]],
    ['truncated', 'a replica without a counter', [1, 1]],
    ['canonical', 'a replica twice', [1, 1, 5, 0, 5]],
    ['canonical', 'a replica that knows nothing', [1, 1, 0]],
    ['number', 'a replica above the limit', [1, 128, 128, 128, 128, 8, 1]],
    ['number', 'a counter above the limit', [1, 1, 129, 128, 128, 128, 8]],
  ])('F4 F6 refuses as %s: %s', (code, _, source) => {
    expect(() => decodeVersion(Uint8Array.from(source))).toThrow(expect.objectContaining({ code }))
  })

  test('F4 any bytes are refused or are a version in its one form', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 8 }), (tail) => {
        const source = Uint8Array.from([1, ...tail])
        try {
          expect([...encodeVersion(decodeVersion(source))]).toEqual([...source])
        } catch (error) {
          if (!(error instanceof DecodeError)) throw error
        }
      }),
      { numRuns: 1000 },
    )
  })
})
