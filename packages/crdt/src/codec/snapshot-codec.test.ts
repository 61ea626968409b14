import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checksumOf, digestOf, hashesOf } from '../digest.ts'
import { LwwMap } from '../lww-map.ts'
import { TandemDoc } from '../tandem-doc.ts'
import { checkSnapshot } from '../testing/check-snapshot.ts'
import { Prng } from '../testing/prng.ts'
import { randomText, typedChanges } from '../testing/random-edits.ts'
import { randomHistory } from '../testing/random-history.ts'
import { ByteReader } from './byte-reader.ts'
import { DecodeError, type DecodeErrorCode } from './decode-error.ts'
import type { Snapshot } from './snapshot.ts'
import { encodeSnapshot, openSnapshot } from './snapshot-codec.ts'

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function bytes(source: string): Uint8Array {
  return Uint8Array.from(source.replaceAll(' ', '').match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
}

/**
 * Replica 1 typed `a😀b` and deleted the pair, replica 3 typed `c` behind the a and set one property and removed
 * another. Column by column.
 */
const columns = {
  version: '02',
  digest: '9b3121e21ecd0525',
  text: '03 616362',
  // Replica 1: 2 changes, 4 code units, time 4. Replica 3: 3 changes, 1 code unit, time 7.
  replicas: '02 01020400 02030106',
  properties: '02 016b 04 0176 01 06  0172 05 01 07',
  // One run of time each: those of 1 run one ahead of its counters, those of 3 five.
  times: '01 0401  01 0105',
  // a, c, the pair, b: in the order of their serials the first, the last, the second and the third.
  count: '04',
  ranks: '00 04 05 00',
  lengths: '00 00 03 00',
  pairs: '01 01',
  // All as predicted.
  lefts: '00',
  rights: '00',
}

/** The same with other columns, and with a checksum that fits. */
function snapshotWith(changed: Partial<typeof columns>): Uint8Array {
  const { version, digest, text, ...behind } = { ...columns, ...changed }
  const rest = bytes(Object.values(behind).join(''))
  return bytes(version + digest + checksumOf(rest) + text + hex(rest))
}

/** The bytes with a checksum that fits what is behind the text, so that only its meaning can be wrong. */
function resealed(source: Uint8Array): Uint8Array {
  const reader = new ByteReader(source.subarray(13))
  const size = reader.varint()
  const rest = reader.remaining < size ? new Uint8Array() : reader.bytes(reader.remaining).subarray(size)
  const sealed = source.slice()
  sealed.set(bytes(checksumOf(rest)), 9)
  return sealed
}

function opened(source: Uint8Array): Snapshot {
  const snapshot = openSnapshot(source)
  const structure = snapshot.structure()
  return { ...snapshot, structure: () => structure }
}

function docOf(seed: number, steps: number): TandemDoc {
  const doc = new TandemDoc()
  doc.apply(randomHistory(seed, steps))
  return doc
}

describe('golden bytes', () => {
  test('F8 an empty document', () => {
    const empty = bytes('02 0000000000000000 155fe556 00  00 00 00 00 00 00')
    expect(hex(new TandemDoc().snapshot())).toBe(hex(empty))
    expect(openSnapshot(empty)).toMatchObject({ replicas: [], text: '', digest: '0000000000000000' })
    expect(openSnapshot(empty).structure()).toMatchObject({ times: [], columns: { start: new Int32Array() } })
  })

  test('F8 tombstones, a pair among them, two replicas, properties', () => {
    const snapshot = openSnapshot(snapshotWith({}))
    expect(snapshot).toMatchObject({
      replicas: [
        { id: 1, rseq: 2, counter: 4, lamport: 4 },
        { id: 3, rseq: 3, counter: 1, lamport: 7 },
      ],
      text: 'acb',
      digest: columns.digest,
    })
    expect(snapshot.map.records()).toEqual([
      ['k', { value: 'v', stamp: { replica: 3, lamport: 6 } }],
      ['r', { value: undefined, stamp: { replica: 3, lamport: 7 } }],
    ])
    expect(snapshot.structure()).toEqual({
      times: [[{ counter: 0, ahead: 1 }], [{ counter: 0, ahead: 5 }]],
      columns: {
        start: Int32Array.of(0, 4, 1, 3),
        length: Int32Array.of(1, 1, 2, 1),
        left: Int32Array.of(-1, 0, 0, 2),
        right: Int32Array.of(-1, 1, -1, -1),
        deleted: Uint8Array.of(0, 0, 1, 0),
      },
      pairs: Int32Array.of(1),
      sorted: Int32Array.of(0, 2, 3, 1),
    })
    expect(hex(encodeSnapshot(snapshot))).toBe(hex(snapshotWith({})))
  })

  test('F8 origins that are not as predicted: two typed into an empty document at the same time', () => {
    // `xy` of replica 2 stands behind `ab` of replica 1 but was typed at the start, and then `c` in front of y.
    const replicas = [
      { id: 1, rseq: 1, counter: 2, lamport: 2 },
      { id: 2, rseq: 2, counter: 3, lamport: 3 },
    ]
    const structure = {
      times: [[{ counter: 0, ahead: 1 }], [{ counter: 0, ahead: 1 }]],
      columns: {
        start: Int32Array.of(0, 2, 4, 3),
        length: Int32Array.of(2, 1, 1, 1),
        left: Int32Array.of(-1, -1, 2, 2),
        right: Int32Array.of(-1, -1, 3, -1),
        deleted: new Uint8Array(4),
      },
      pairs: new Int32Array(),
    }
    const text = 'abxcy'
    const digest = digestOf(hashesOf(text), [])
    const snapshot = { replicas, text, map: new LwwMap(), digest, structure: () => structure }
    const rest = bytes('02 01010200 01020300 00  01 0201 01 0301  04 00 00 02 03 02 00 00 00  00  01 01 00  00')
    const expected = bytes(`02 ${digest} ${checksumOf(rest)} 05 6162786379 ${hex(rest)}`)
    expect(hex(encodeSnapshot(snapshot))).toBe(hex(expected))
    expect(opened(expected).structure()).toMatchObject(structure)
  })

  test('F8 refuses a run that begins inside a pair', () => {
    // The visible runs have one code unit each.
    const digest = digestOf(hashesOf('😀b'), [])
    const snapshot = openSnapshot(snapshotWith({ digest, text: '05 f09f988062', properties: '00' }))
    expect(snapshot.text).toBe('😀b')
    expect(() => snapshot.structure()).toThrow(expect.objectContaining({ name: 'DecodeError', code: 'invalid' }))
  })

  test.each<[DecodeErrorCode, string, Partial<typeof columns>]>([
    ['version', 'another version', { version: '03' }],
    ['digest', 'other text', { text: '03 616364' }],
    ['digest', 'another property', { properties: '02 016b 04 0177 01 06  0172 05 01 07' }],
    ['digest', 'another digest', { digest: '9b3121e21ecd0526' }],
    ['text', 'text that is ill-formed', { text: '03 6163ff' }],
    ['number', 'more replicas than bytes', { replicas: 'ff01' }],
    ['invalid', 'a replica twice', { replicas: '02 01020400 00030106' }],
    ['invalid', 'a replica without a change', { replicas: '02 01000400 02030106' }],
    ['number', 'a replica past the last id', { replicas: '02 01020400 ffffffff07030106' }],
    ['number', 'more changes than there can be', { replicas: '02 0180808080080400 02030106' }],
    ['limit', 'more code units than there are serials', { replicas: '02 01 02 ffffffff07 00 02030106' }],
    ['invalid', 'a property of a replica that is not there', { properties: '02 016b 04 0176 02 06  0172 05 01 07' }],
    ['invalid', 'a property from the future', { properties: '02 016b 04 0176 01 08  0172 05 01 07' }],
    ['invalid', 'a property from before the first tick', { properties: '02 016b 04 0176 01 00  0172 05 01 07' }],
    ['invalid', 'an unknown kind of value', { properties: '02 016b 06 01 06  0172 05 01 07' }],
    ['canonical', 'keys that descend', { properties: '02 0172 05 01 07  016b 04 0176 01 06' }],
    ['truncated', 'bytes that end in the text', { text: '7f 616362' }],
  ])('F4 F8 what shows is refused as %s: %s', (code, _, changed) => {
    expect(() => openSnapshot(snapshotWith(changed))).toThrow(expect.objectContaining({ name: 'DecodeError', code }))
  })

  test.each<[DecodeErrorCode, string, Partial<typeof columns>]>([
    ['invalid', 'a time later than the last', { times: '01 0402  01 0105' }],
    ['invalid', 'times for fewer code units', { times: '01 0301  01 0105' }],
    ['number', 'times for more code units', { times: '01 0501  01 0105' }],
    ['canonical', 'times in needless pieces', { times: '02 03010100  01 0105' }],
    ['number', 'more runs of time than bytes', { times: '7f' }],
    ['invalid', 'a code unit that is missing', { lengths: '00 00 01 00' }],
    ['invalid', 'a code unit that is too many', { lengths: '00 00 03 02', text: '04 61636264' }],
    ['invalid', 'a run of two replicas', { count: '03', ranks: '00 00 00', lengths: '00 03 02' }],
    ['invalid', 'a place in the order of serials twice', { ranks: '00 04 05 01' }],
    ['invalid', 'a place below the first', { ranks: '01 04 05 00' }],
    ['invalid', 'a place past the last', { ranks: '00 06 05 00' }],
    ['number', 'more runs than bytes', { count: '1f' }],
    ['number', 'a length that no number holds', { lengths: '00 00 03 ffffffff7f' }],
    ['invalid', 'more text than visible code units', { lengths: '01 00 03 00' }],
    ['invalid', 'less text than visible code units', { lengths: '00 00 02 00' }],
    [
      'canonical',
      'two runs that are one',
      { count: '05', ranks: '00 06 07 00 00', lengths: '00 00 01 01 00', pairs: '00' },
    ],
    ['invalid', 'a pair past its tombstone', { pairs: '01 02' }],
    ['invalid', 'a pair that shows', { pairs: '01 00' }],
    ['invalid', 'a pair in the last run', { pairs: '01 04' }],
    ['number', 'a pair past the last code unit', { pairs: '01 06' }],
    ['number', 'two pairs that overlap', { pairs: '02 01 ffffffffffffff0f' }],
    ['canonical', 'an origin that goes without saying', { lefts: '01 01 02' }],
    ['number', 'an origin that does not exist', { lefts: '01 01 0c' }],
    ['number', 'an origin before the start', { lefts: '01 01 01' }],
    ['number', 'an origin of no run', { lefts: '01 04 02' }],
    ['invalid', 'a left origin that is to the right', { lefts: '01 01 08' }],
    ['invalid', 'a left origin in its own run', { lefts: '01 02 04' }],
    ['invalid', 'a left origin inside a pair', { lefts: '01 03 04' }],
    ['invalid', 'a right origin that is to the left', { rights: '01 02 02' }],
    ['invalid', 'a right origin inside a pair', { rights: '01 01 06' }],
    ['trailing', 'a byte too many', { rights: '00 00' }],
    ['truncated', 'a byte too few', { rights: '' }],
  ])('F4 F8 the structure is refused as %s, every time: %s', (code, _, changed) => {
    const snapshot = openSnapshot(
      snapshotWith(changed.text === undefined ? changed : { ...changed, text: columns.text }),
    )
    for (let time = 0; time < 2; time++) {
      expect(() => snapshot.structure()).toThrow(expect.objectContaining({ name: 'DecodeError', code }))
    }
  })
})

describe('snapshots', { timeout: 60_000 }, () => {
  test('F9 what is written is read, and is written the same', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 0, max: 60 }), (seed, steps) => {
        const doc = docOf(seed, steps)
        const plain = opened(doc.snapshot())
        checkSnapshot(plain)
        const read = opened(encodeSnapshot(plain))
        expect(read.structure()).toMatchObject(plain.structure())
        expect(read).toMatchObject({ replicas: plain.replicas, text: doc.toString(), digest: doc.digest() })
        expect(read.map.records()).toEqual(plain.map.records())
        expect(hex(encodeSnapshot(read))).toBe(hex(encodeSnapshot(plain)))
      }),
      { numRuns: 200 },
    )
  })

  test('F9 the runs are told by ascending serial, too', () => {
    const { columns: runs, sorted } = openSnapshot(docOf(1, 60).snapshot()).structure()
    const starts = Array.from(sorted, (run) => runs.start[run] ?? -1)
    expect(starts).toEqual([...runs.start].sort((a, b) => a - b))
    expect(starts.length).toBeGreaterThan(20)
  })

  test('F8 the origins of one author alone cost nothing, and a long session stays small', () => {
    const doc = new TandemDoc()
    doc.become(1)
    typedChanges(new Prng(1), doc, 4000)
    const snapshot = doc.snapshot()
    expect([...snapshot.subarray(-2)]).toEqual([0, 0])
    expect(snapshot.length).toBeLessThan(3 * doc.length)
  })

  test('F4 any byte that is damaged by accident is noticed when the text is read', () => {
    const whole = docOf(3, 30).snapshot()
    for (let at = 0; at < whole.length; at++) {
      expect(() => openSnapshot(whole.slice(0, at))).toThrow(DecodeError)
      for (const flip of [1, 0x80, 0xff]) {
        const damaged = whole.slice()
        damaged[at] = (damaged[at] ?? 0) ^ flip
        expect(() => openSnapshot(damaged)).toThrow(DecodeError)
      }
    }
  })

  test('F4 damage with a checksum that fits is refused, or is another document in its one form', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.array(fc.tuple(fc.nat(), fc.nat(255), fc.nat(2)), { minLength: 1, maxLength: 3 }),
        (seed, damages) => {
          const damaged = [...docOf(seed, 12).snapshot()]
          for (const [place, byte, way] of damages) {
            const at = 14 + (place % (damaged.length - 13))
            damaged.splice(at, way === 0 ? 0 : 1, ...(way === 1 ? [] : [byte]))
          }
          expectRefusedOrConsistent(resealed(Uint8Array.from(damaged)))
        },
      ),
      { numRuns: 1500 },
    )
  })

  test('F4 so is every single byte of small snapshots', () => {
    const sources = [snapshotWith({}), ...[1, 2, 3].map((seed) => docOf(seed, 8).snapshot())]
    let accepted = 0
    for (const whole of sources) {
      for (let at = 14; at < whole.length; at++) {
        for (let byte = 0; byte < 256; byte++) {
          const damaged = whole.slice()
          damaged[at] = byte
          if (expectRefusedOrConsistent(resealed(damaged)) && byte !== whole[at]) accepted += 1
        }
      }
    }
    // Other times and other numbers of changes are other documents.
    expect(accepted).toBeGreaterThan(0)
  })

  test('F4 a hostile count takes no memory', () => {
    for (const column of ['count', 'pairs', 'lefts', 'rights', 'replicas', 'properties', 'times', 'text'] as const) {
      const source = snapshotWith({ [column]: 'ffffffffffffff0f' })
      expect(() => opened(source)).toThrow(DecodeError)
    }
  })

  test('F8 text of every kind, long enough to be read in pieces', () => {
    const prng = new Prng(5)
    for (const text of ['x'.repeat(9000), `${'x'.repeat(4095)}é`, randomText(prng, 9000), `é${'😀'.repeat(3000)}`]) {
      const doc = new TandemDoc()
      doc.become(1)
      doc.edit([{ from: 0, to: 0, insert: text }])
      const read = opened(doc.snapshot())
      expect(read.text === text && read.digest === doc.digest()).toBe(true)
    }
  })
})

/** Whether it is accepted. */
function expectRefusedOrConsistent(source: Uint8Array): boolean {
  let snapshot: Snapshot
  try {
    snapshot = opened(source)
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error
    return false
  }
  checkSnapshot(snapshot)
  expect(hex(encodeSnapshot(snapshot))).toBe(hex(source))
  return true
}
