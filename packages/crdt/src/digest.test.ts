import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checksumOf, digestOf, hashesOf } from './digest.ts'
import type { PropertyValue } from './operation.ts'

const vectors: [string, [string, PropertyValue][], string][] = [
  ['', [], '0000000000000000'],
  ['a', [], '0000006200000062'],
  ['ab', [], '913c962544437d59'],
  ['\u0000', [], '0000000100000001'],
  ['😀\n', [], '70164f3af194c944'],
  ['', [['language', 'css']], 'cf6fb35cf0071cfd'],
  ['', [['wrap', true]], '20d5212f76cee7fe'],
  ['', [['wrap', false]], '35439e353b4235c7'],
  ['', [['wrap', null]], 'eca457278c776f03'],
  ['', [['tabs', 4]], '5a24ddd6c24d3eb3'],
  [
    'text',
    [
      ['tabs', -0.5],
      ['language', ''],
    ],
    '7638d1f06a0cd6c7',
  ],
]

test.each(vectors)('D1 the digest of %j with %j is %s', (text, properties, digest) => {
  expect(digestOf(hashesOf(text), properties)).toBe(digest)
})

test('D1 the order of properties does not matter', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.integer()), (properties) => {
      const entries = Object.entries(properties)
      expect(digestOf(hashesOf(''), entries.toReversed())).toBe(digestOf(hashesOf(''), entries))
    }),
  )
})

test('D1 other text or other properties have another digest', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (a, b) => {
      fc.pre(a !== b)
      expect(digestOf(hashesOf(a), [])).not.toBe(digestOf(hashesOf(b), []))
      expect(digestOf(hashesOf(''), [['k', a]])).not.toBe(digestOf(hashesOf(''), [['k', b]]))
      expect(digestOf(hashesOf(''), [[a, b]])).not.toBe(digestOf(hashesOf(''), [[b, a]]))
    }),
  )
})

test('D1 ASCII can be given as bytes', () => {
  const bytes = Uint8Array.from([...'some text'], (unit) => unit.charCodeAt(0))
  expect(hashesOf(bytes)).toEqual(hashesOf('some text'))
})

test('F8 a checksum is the hash with the first multiplier, and changes with every byte', () => {
  const bytes = Uint8Array.of(0x61, 0x62, 0, 0xff)
  expect(checksumOf(bytes.subarray(0, 2))).toBe('913c9625')
  for (let at = 0; at < bytes.length; at++) {
    for (let flip = 1; flip < 256; flip++) {
      const damaged = bytes.slice()
      damaged[at] = (damaged[at] ?? 0) ^ flip
      expect(checksumOf(damaged)).not.toBe(checksumOf(bytes))
    }
  }
})
