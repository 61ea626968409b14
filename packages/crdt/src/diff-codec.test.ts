import { describe, expect, test } from 'vitest'
import type { DecodeErrorCode } from './codec/decode-error.ts'
import { diffOf } from './diff.ts'
import { decodeDiff, encodeDiff } from './diff-codec.ts'
import { TandemDoc } from './tandem-doc.ts'
import { Version } from './version.ts'

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function bytes(source: string): Uint8Array {
  return Uint8Array.from(source.replaceAll(' ', '').match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
}

/** Replica 1 has 4 changes, 6 code units and time 9, replica 3 has 3 changes, 1 code unit and time 7. */
const replicas = '02 01040603 02030106'
/** Replica 3 set one property and removed another. */
const properties = '02 016b 04 0176 01 06  0172 05 01 07'
const head = `01 ${replicas} ${properties}`

/** Replica 1 typed `a😀b` and deleted the pair, replica 3 typed `c` behind the a, replica 1 `xy` behind the b, and deleted the y. */
function written(): TandemDoc {
  const a = new TandemDoc()
  const b = new TandemDoc()
  a.become(1)
  b.become(3)
  b.apply([a.edit([{ from: 0, to: 0, insert: 'a😀b' }]), a.edit([{ from: 1, to: 3, insert: '' }])])
  a.apply([b.edit([{ from: 1, to: 1, insert: 'c' }]), b.setProperty('k', 'v'), b.removeProperty('r')])
  a.edit([{ from: 3, to: 3, insert: 'xy' }])
  a.edit([{ from: 4, to: 5, insert: '' }])
  return a
}

describe('diffs as bytes', () => {
  test.each<[string, readonly [number, number][], string]>([
    [
      'nobody',
      [],
      // a, the pair, b; three ticks later x and the y; of replica 3 the c, five ticks ahead, in front of what follows a.
      `${head} 06 0101 4061  02 8004f0908080  00 c062  0103 c078  02 c000   01 0105 5c 0100 63`,
    ],
    // One code unit shows, two are deleted, one shows.
    [
      'somebody',
      [
        [1, 4],
        [3, 1],
      ],
      `${head} 02 010201 0104 c078  02 c000   00 01`,
    ],
    [
      'all',
      [
        [1, 6],
        [3, 1],
      ],
      `${head} 00 01020201   00 01`,
    ],
  ])('F11 for %s', (_, since, expected) => {
    const diff = diffOf(written(), Version.of(since))
    expect(hex(diff)).toBe(compact(expected))
    expect(hex(encodeDiff(decodeDiff(diff)))).toBe(hex(diff))
  })

  test('F11 of an empty document', () => {
    expect(hex(diffOf(new TandemDoc(), Version.of([[1, 5]])))).toBe('010000')
  })

  test('F11 deleted code units are told by their number', () => {
    const doc = new TandemDoc()
    doc.become(1)
    doc.edit([{ from: 0, to: 0, insert: 'x'.repeat(1000) }])
    doc.edit([{ from: 0, to: 1000, insert: '' }])
    expect(hex(diffOf(doc, Version.of([])))).toBe(compact('01 01 0102e80700 00 e807 d10f01 4000'))
  })

  /** One replica with one change, so many code units, and as many ticks. */
  const one = (units: string, rest: string) => `01 01 0101${units}00 00 ${rest}`

  test.each<[DecodeErrorCode, string, string]>([
    ['truncated', 'nothing', ''],
    ['version', 'another version', '02 00 00'],
    ['trailing', 'something behind it', '01 00 00 00'],
    ['number', 'more code units than the replica has', one('01', '02 0101 4061')],
    ['canonical', 'an empty range that shows', one('04', '00 01 01 00 02')],
    ['canonical', 'an empty range that is deleted', one('04', '00 00 00 04')],
    ['number', 'a range that ends too late', one('04', '00 01 04')],
    ['truncated', 'a piece too few', one('02', '02 0101 4061')],
    ['canonical', 'a step of time that is none', one('02', '02 0101 4061 0100 c062')],
    ['invalid', 'no time', one('01', '01 00 4061')],
    ['invalid', 'a time after the last', one('01', '01 0102 4061')],
    ['invalid', 'a piece that is too long', one('01', '01 0101 00 026162')],
    ['invalid', 'a piece of nothing', one('01', '01 0101 00 00')],
    ['invalid', 'typing on where nothing is', one('01', '01 0101 c061')],
    ['invalid', 'a deletion', one('02', '01 01 0101 0d00')],
    ['canonical', 'a tombstone with a text', one('01', '01 0301 4061')],
    ['canonical', 'several pairs in one tombstone', one('04', '04 0501 00 04f0908080')],
  ])('F4 F11 refuses as %s: %s', (code, _, source) => {
    expect(() => decodeDiff(bytes(source))).toThrow(expect.objectContaining({ code }))
  })
})

function compact(source: string): string {
  return source.replaceAll(' ', '')
}
