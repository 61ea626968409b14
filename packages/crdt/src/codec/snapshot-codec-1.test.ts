import { describe, expect, test } from 'vitest'
import { upgradeSnapshot } from '../format-1.ts'
import { checkSnapshot } from '../testing/check-snapshot.ts'
import { DecodeError, type DecodeErrorCode } from './decode-error.ts'
import { encodeSnapshot, openSnapshot } from './snapshot-codec.ts'
import { readSnapshot1 } from './snapshot-codec-1.ts'
import golden from './snapshots.golden.json'

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function bytes(source: string): Uint8Array {
  return Uint8Array.from(source.replaceAll(' ', '').match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
}

/** `a😀b` with the pair deleted and a `c` typed there by another, and two properties, one removed: column by column. */
const columns = {
  version: '01',
  // Replica 1: 2 changes, 4 code units, time 5. Replica 3: 3 changes, 1 code unit, time 8.
  replicas: '02 01020403 02030105',
  // The times of 1 run one ahead of its counters, those of 3 six.
  times: '01 0401 01 0106',
  // a, c, the pair (deleted), b; c stands behind its neighbour, the pair and b behind their own last one.
  flags: '04 02 18 05 06',
  authors: '01 00',
  lengths: '01 01 02 01',
  counters: '00 00 00 00',
  text: '03 616362',
  pairs: '01 00',
  properties: '02 016b 04 0176 01 07  0172 05 01 08',
  digest: '9b3121e21ecd0525',
}

function snapshotWith(changed: Partial<typeof columns>): Uint8Array {
  return bytes(Object.values({ ...columns, ...changed }).join(''))
}

describe('the first format', { timeout: 60_000 }, () => {
  test('F10 is read: an empty document', () => {
    const snapshot = readSnapshot1(bytes('01 00 00 00 00 00 0000000000000000'))
    expect(snapshot).toMatchObject({ replicas: [], text: '', digest: '0000000000000000' })
    expect(snapshot.structure()).toMatchObject({ times: [], columns: { start: new Int32Array() } })
  })

  test('F10 is read: tombstones, a pair among them, two replicas, properties', () => {
    const snapshot = readSnapshot1(snapshotWith({}))
    checkSnapshot(snapshot)
    expect(snapshot).toMatchObject({
      replicas: [
        { id: 1, rseq: 2, counter: 4, lamport: 5 },
        { id: 3, rseq: 3, counter: 1, lamport: 8 },
      ],
      text: 'acb',
      digest: columns.digest,
    })
    expect(snapshot.map.records()).toEqual([
      ['k', { value: 'v', stamp: { replica: 3, lamport: 7 } }],
      ['r', { value: undefined, stamp: { replica: 3, lamport: 8 } }],
    ])
    expect(snapshot.structure()).toEqual({
      times: [[{ counter: 0, ahead: 1 }], [{ counter: 0, ahead: 6 }]],
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
  })

  test.each(golden.map((entry) => [entry.text, entry] as const))(
    'F9 F10 says the same as the second: %j',
    (_, { text, digest, format1, format2 }) => {
      const snapshot = readSnapshot1(bytes(format1))
      checkSnapshot(snapshot)
      expect([snapshot.text, snapshot.digest]).toEqual([text, digest])
      expect(hex(encodeSnapshot(snapshot))).toBe(format2)
      expect(hex(upgradeSnapshot(bytes(format1)))).toBe(format2)
      expect(hex(upgradeSnapshot(bytes(format2)))).toBe(format2)
      expect(() => openSnapshot(bytes(format1))).toThrow(expect.objectContaining({ code: 'version' }))
      const again = openSnapshot(bytes(format2))
      expect(again.replicas).toEqual(snapshot.replicas)
      expect(again.structure()).toEqual(snapshot.structure())
    },
  )

  test.each<[DecodeErrorCode, string, Partial<typeof columns>]>([
    ['invalid', 'a replica twice', { replicas: '02 01020403 00030105' }],
    ['invalid', 'fewer ticks than code units', { replicas: '02 01020901 02030105' }],
    ['invalid', 'a replica without a change', { replicas: '02 01000405 02030105' }],
    ['number', 'more replicas than bytes', { replicas: 'ff01' }],
    ['limit', 'more code units than there are serials', { replicas: '02 01 02 8080808008 8080808008 02030105' }],
    ['invalid', 'times for fewer code units', { times: '01 0301 01 0106' }],
    ['number', 'times for more code units', { times: '01 0501 01 0106' }],
    ['invalid', 'a time later than the last', { times: '01 0403 01 0106' }],
    ['canonical', 'times in needless pieces', { times: '02 03010100 01 0106' }],
    ['invalid', 'a code unit that is too many', { lengths: '01 01 02 02', text: '04 61636264' }],
    ['invalid', 'a code unit that is missing', { lengths: '01 01 01 01' }],
    ['invalid', 'a code unit twice', { counters: '00 00 01 00' }],
    ['number', 'a negative counter', { counters: '01 00 00 00' }],
    ['number', 'an item of nothing', { lengths: '01 01 02 00' }],
    ['number', 'an author that is not there', { authors: '02 00' }],
    ['canonical', 'an author that goes without saying', { authors: '00 00' }],
    ['invalid', 'an unknown flag', { flags: '04 42 18 05 06' }],
    ['invalid', 'a neighbour before the first', { flags: '04 0a 18 05 06' }],
    ['invalid', 'a left origin before counter 0', { flags: '04 06 18 05 06' }],
    ['invalid', 'a right origin behind the start', { flags: '04 12 18 05 06' }],
    ['canonical', 'an origin in a longer form', { flags: '04 02 1c 05 06', counters: '00 00 00 00 00 00' }],
    ['number', 'an origin that does not exist', { flags: '04 02 1c 05 06', counters: '00 00 00 00 00 08' }],
    ['invalid', 'text that is too long', { text: '04 61636264' }],
    ['invalid', 'text that is too short', { text: '02 6163' }],
    ['text', 'text that is ill-formed', { text: '03 6163ff' }],
    ['invalid', 'a pair past the tombstone', { pairs: '01 01' }],
    ['invalid', 'a pair without a tombstone', { pairs: '02 0000' }],
    ['digest', 'other text', { text: '03 616364' }],
    ['digest', 'another property', { properties: '02 016b 04 0177 01 07  0172 05 01 08' }],
    ['digest', 'another digest', { digest: '9b3121e21ecd0526' }],
    ['canonical', 'keys that descend', { properties: '02 0172 05 01 08  016b 04 0176 01 07' }],
    ['invalid', 'a property from the future', { properties: '02 016b 04 0176 01 09  0172 05 01 08' }],
    ['invalid', 'an unknown kind of value', { properties: '02 016b 06 01 07  0172 05 01 08' }],
    ['trailing', 'a byte too many', { digest: '9b3121e21ecd052500' }],
    ['truncated', 'a byte too few', { digest: '9b3121e21ecd05' }],
  ])('F4 F10 refuses as %s: %s', (code, _, changed) => {
    expect(() => readSnapshot1(snapshotWith(changed))).toThrow(expect.objectContaining({ name: 'DecodeError', code }))
  })

  test('F4 F10 every single damaged byte, and every beginning, of small snapshots', () => {
    for (const whole of [snapshotWith({}), ...golden.slice(0, 3).map(({ format1 }) => bytes(format1))]) {
      for (let at = 0; at < whole.length; at++) {
        expect(() => readSnapshot1(whole.slice(0, at))).toThrow(DecodeError)
        for (let byte = 0; byte < 256; byte++) {
          const damaged = whole.slice()
          damaged[at] = byte
          expectRefusedOrConsistent(damaged)
        }
      }
    }
  })
})

function expectRefusedOrConsistent(source: Uint8Array): void {
  try {
    checkSnapshot(readSnapshot1(source))
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error
  }
}
