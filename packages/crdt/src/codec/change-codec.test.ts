import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Change, changeExtent, checkChange, InvalidChange } from '../change.ts'
import { upgradeChange } from '../format-1.ts'
import { maxCounter, maxLamport, maxReplica, maxRseq } from '../limits.ts'
import type { Operation } from '../operation.ts'
import { TandemDoc } from '../tandem-doc.ts'
import { Prng } from '../testing/prng.ts'
import { hostileChange, randomChange } from '../testing/random-edits.ts'
import { decodeChange, encodeChange } from './change-codec.ts'
import { DecodeError, type DecodeErrorCode } from './decode-error.ts'

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function bytes(source: string): Uint8Array {
  return Uint8Array.from(source.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
}

/** Replica 5's third change, at time 20, with ten code units before it. */
function doing(...operations: Operation[]): Change {
  return { replica: 5, rseq: 3, lamport: 20, counter: 10, operations }
}

/** The bytes of `doing()`, format 2: one byte each for rseq and counter, two for the gap; replica 5, 3, 10, 19 - 10. */
const head = '9005030a0900'

/** The same in format 1: replica 5, lamport 20, 20 - 3, 19 - 10. */
const head1 = '0105141109'

function insert(left: [number, number] | null, right: [number, number] | null, text: string): Operation {
  const id = (pair: [number, number] | null) => (pair === null ? null : { replica: pair[0], counter: pair[1] })
  return { kind: 'insert', left: id(left), right: id(right), text }
}

function typeOn(text: string): Operation {
  return { kind: 'type', text }
}

function numbered(replica: number, rseq: number, lamport: number, counter: number, operation: Operation): Change {
  return { replica, rseq, lamport, counter, operations: [operation] }
}

function erase(replica: number, counter: number, length: number): Operation {
  return { kind: 'delete', replica, counter, length }
}

/** The operations of `doing(...)` as bytes, which are the same in both formats. */
const operations: [string, Change, string][] = [
  ['typing on, with its origins', doing(insert([5, 9], null, 'b')), '4462'],
  ['typing into the middle of a run', doing(insert([2, 7], [2, 8], 'b')), '5c020762'],
  ['after own text, before own text', doing(insert([5, 7], [5, 2], 'é')), '28020702c3a9'],
  ['after own text, before that of others', doing(insert([5, 9], [300, 200], 'xy')), '34ac02c801027879'],
  ['a pair at the start', doing(insert(null, [2, 0], '😀')), '30020004f09f9880'],
  ['deleting the newest of own text', doing(erase(5, 9, 1)), '0d00'],
  ['deleting own text', doing(erase(5, 2, 4)), '050404'],
  ['deleting text of others', doing(erase(2, 8, 1), erase(2, 1, 3)), '09020801020303'],
  ['what it has just inserted', doing(insert([5, 9], null, 'ab'), erase(5, 10, 1)), '040261620d01'],
  [
    'setting properties',
    doing({ kind: 'set', key: 'k', value: 'v' }, { kind: 'set', key: 'n', value: -0.5 }),
    '12016b01760e016ebfe0000000000000',
  ],
  [
    'setting flags',
    doing(
      { kind: 'set', key: 'a', value: null },
      { kind: 'set', key: 'b', value: false },
      { kind: 'set', key: 'c', value: true },
    ),
    '0201610601620a0163',
  ],
  ['removing a property', doing({ kind: 'remove', key: '' }), '0300'],
]

/** Changes that need their whole bytes: the head of format 2. */
const heads: [string, Change, string][] = [
  ['the first character', numbered(1, 1, 1, 0, insert(null, null, 'a')), '80010100 4061'],
  ['one character typed on', numbered(1, 2, 2, 1, typeOn('b')), 'c0010201 62'],
  ['one character typed on after others', doing(typeOn('b')), 'd005030a0900 62'],
  ['a line feed after 260,000 edits', numbered(7, 259_778, 182_316, 182_315, typeOn('\n')), 'ca07c2f6032bc802 0a'],
  ['more typed on', doing(typeOn('bc')), '9005030a0900 80026263'],
  ['another character typed on', doing(typeOn('é')), '9005030a0900 8002c3a9'],
  ['deleting, then typing on', doing(erase(5, 2, 1), typeOn('b')), '9005030a0900 0d07c062'],
  [
    'the largest numbers',
    numbered(maxReplica, maxRseq, maxLamport, maxCounter, typeOn('z')),
    'ffffffffff07ffffff7fffffff7fffffff7fffff1f 7a',
  ],
  [
    'a gap of three bytes',
    numbered(300, 256, 65_537 + 65_536, 65_536, erase(2, 8, 1)),
    'a9ac02 0001 000001 000001 090208',
  ],
]

describe('golden bytes', () => {
  test.each(operations)('F5 %s', (_, change, tail) => {
    expect(hex(encodeChange(change))).toBe(head + tail)
    expect(decodeChange(bytes(head + tail))).toEqual(change)
    expect(hex(upgradeChange(bytes(head1 + tail)))).toBe(head + tail)
  })

  test.each(heads)('F5 %s', (_, change, spaced) => {
    const expected = spaced.replaceAll(' ', '')
    expect(hex(encodeChange(change))).toBe(expected)
    expect(decodeChange(bytes(expected))).toEqual(change)
  })

  test('F5 the first character, as format 1 had it', () => {
    expect(hex(upgradeChange(bytes('01010100004061')))).toBe('800101004061')
  })
})

const number32 = fc.oneof(fc.nat(5), fc.nat(300), fc.nat(2 ** 31 - 1))
const replica = fc.oneof(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: maxReplica }))
const id = fc.oneof(
  { weight: 1, arbitrary: fc.constant(null) },
  { weight: 4, arbitrary: fc.record({ replica, counter: number32 }) },
)
const text = fc.oneof(
  fc.string({ minLength: 1, maxLength: 1 }),
  fc.string({ minLength: 1, unit: 'binary', maxLength: 5 }),
)
const key = fc.string({ unit: 'binary', maxLength: 5 })
const value = fc.oneof(fc.constantFrom(null, true, false), fc.double({ noNaN: true, noDefaultInfinity: true }), text)
const operation: fc.Arbitrary<Operation> = fc.oneof(
  fc.record({ kind: fc.constant('insert' as const), left: id, right: id, text }),
  fc.record({ kind: fc.constant('type' as const), text }),
  fc.record({
    kind: fc.constant('delete' as const),
    replica,
    counter: number32,
    length: fc.integer({ min: 1, max: 9 }),
  }),
  fc.record({ kind: fc.constant('set' as const), key, value }),
  fc.record({ kind: fc.constant('remove' as const), key }),
)

/** Changes with any numbers in them; those that can't be valid are left out. */
const change: fc.Arbitrary<Change> = fc
  .record({
    replica,
    rseq: fc.integer({ min: 1, max: 400 }),
    counter: number32,
    more: fc.oneof(fc.nat(3), fc.nat(100_000), fc.maxSafeNat()),
    operations: fc.array(operation, { minLength: 1, maxLength: 4 }),
  })
  .map(({ more, ...rest }) => ({
    ...rest,
    lamport: Math.min(maxLamport - 30, rest.counter + 1 + more),
  }))
  .filter(isValid)

function isValid(candidate: Change): boolean {
  try {
    checkChange(candidate)
    return true
  } catch (error) {
    if (error instanceof InvalidChange) return false
    throw error
  }
}

/** Either a typed error, or a change whose bytes are these. */
function expectRefusedOrCanonical(source: Uint8Array): 'refused' | 'read' {
  let decoded: Change
  try {
    decoded = decodeChange(source)
  } catch (error) {
    expect(error).toBeInstanceOf(DecodeError)
    return 'refused'
  }
  expect(hex(encodeChange(decoded))).toBe(hex(source))
  return 'read'
}

describe('changes as bytes', { timeout: 60_000 }, () => {
  test('F5 what is written is read', () => {
    fc.assert(
      fc.property(change, (given) => {
        expect(decodeChange(encodeChange(given))).toEqual(given)
      }),
      { numRuns: 2000 },
    )
  })

  test('F5 what documents make and what hostile ones make is read as it was written', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const prng = new Prng(seed)
        const doc = new TandemDoc()
        doc.become(1 + prng.int(3))
        for (let step = 0; step < 12; step++) {
          const made = prng.chance(0.5) ? randomChange(prng, doc) : hostileChange(prng, doc, 9)
          expect(decodeChange(encodeChange(made))).toEqual(made)
          if (made.replica === 9) doc.apply([made])
        }
      }),
    )
  })

  test('F5 one character typed on takes nine bytes in a document of 260,000 edits', () => {
    const typed = numbered(7, 259_778, 182_316, 182_315, typeOn('x'))
    expect(encodeChange(typed).length).toBe(9)
    expect(encodeChange({ ...typed, lamport: 16_000_000 }).length).toBe(12)
  })

  test('F5 an invalid change is not written', () => {
    expect(() => encodeChange(doing())).toThrow(InvalidChange)
    expect(() => encodeChange(doing(insert(null, null, '\ud83d')))).toThrow(InvalidChange)
  })

  test.each<[DecodeErrorCode, string, string]>([
    ['truncated', 'nothing', ''],
    ['version', 'format 0', '00'],
    ['version', 'format 1, which is read elsewhere', '01010100004061'],
    ['version', 'a format that is not known', '7f05030a03'],
    ['truncated', 'the first byte alone', '90'],
    ['truncated', 'numbers that end too early', '9005030a09'],
    ['truncated', 'a replica that ends too early', '9085'],
    ['truncated', 'nothing typed on', 'd005030a0900'],
    ['trailing', 'more than one character typed on', 'd005030a09006263'],
    ['canonical', 'another character as ASCII typed on', 'd005030a0900c3'],
    ['canonical', 'one character typed on with a tag', '9005030a0900c062'],
    ['invalid', 'typing on where nothing was typed', 'c001010062'],
    ['invalid', 'typing more on where nothing was typed', '8001010080026263'],
    ['invalid', 'replica 0', '9000030a09000300'],
    ['invalid', 'a replica above the limit', '908080808008030a09000300'],
    ['canonical', 'a replica with needless bytes', '908500030a09000300'],
    ['invalid', 'rseq 0', '9005000a09000300'],
    ['invalid', 'an rseq above the limit', '9305000000800a09000300'],
    ['canonical', 'an rseq with needless bytes', '910503000a09000300'],
    ['canonical', 'a counter with needless bytes', '9405030a0009000300'],
    ['invalid', 'a counter above the limit', '9c0503010000800900 0300'],
    ['canonical', 'a gap of 0 with bytes', '9005030a00000300'],
    ['canonical', 'a gap with needless bytes', 'a005030a0900000300'],
    ['invalid', 'a time above the limit', 'b005030affffffffffff1f0300'],
    ['invalid', 'own text where there is none', '800101004462'],
  ])('F4 F5 refuses as %s: %s', (code, _, source) => {
    expect(() => decodeChange(bytes(source.replaceAll(' ', '')))).toThrow(
      expect.objectContaining({ name: 'DecodeError', code }),
    )
  })

  test.each<[DecodeErrorCode, string, string]>([
    ['invalid', 'format 1: replica 0', '01001411090300'],
    ['truncated', 'format 1: a replica above the limit', '01808080800801'],
    ['invalid', 'format 1: rseq 0', '01051414090300'],
    ['number', 'format 1: more changes than ticks', '01051415090300'],
    ['invalid', 'format 1: a negative counter', '01051411140300'],
    ['truncated', 'format 1: the version alone', '01'],
    ['canonical', 'format 1: typing on', `${head1}c062`],
  ])('F4 F5 refuses as %s: %s', (code, _, source) => {
    expect(() => upgradeChange(bytes(source))).toThrow(expect.objectContaining({ name: 'DecodeError', code }))
  })

  test('F1 what is in the latest format, or in none, is left as it is', () => {
    for (const current of [head, '', '00', '02']) expect(hex(upgradeChange(bytes(current)))).toBe(current)
  })

  test.each<[DecodeErrorCode, string, string]>([
    ['truncated', 'no operation', ''],
    ['canonical', 'unused bits of an insertion', 'c462'],
    ['canonical', 'unused bits of a deletion', '1d00'],
    ['canonical', 'unused bits of a removal', '0700'],
    ['invalid', 'an unknown kind of value', '16016b'],
    ['invalid', 'a value that is not finite', '0e016e7ff0000000000000'],
    ['canonical', 'one ASCII character as text', '040162'],
    ['text', 'half a pair', '0403eda0bd'],
    ['canonical', 'another character as ASCII', '44c3'],
    ['canonical', 'the own last character by its counter', '480062'],
    ['canonical', 'own text as that of others', '4c050162'],
    ['canonical', 'a right origin that follows, by its counter', '7c0207020862'],
    ['invalid', 'what follows the start', '5062'],
    ['invalid', 'own text before the first', '480a62'],
    ['canonical', 'a single deletion with its length', '050001'],
    ['invalid', 'a deletion longer than there are counters', '05000b'],
    ['canonical', 'a deletion of own text as of others', '090503'],
    ['invalid', 'deleting a code unit twice', '0d000d00'],
    ['invalid', 'an origin in itself', '5462'],
    ['truncated', 'text that ends too early', '0405414243'],
  ])('F4 F5 refuses in both formats as %s: %s', (code, _, tail) => {
    for (const begin of [head, head1]) {
      expect(() => decodeChange(upgradeChange(bytes(begin + tail)))).toThrow(
        expect.objectContaining({ name: 'DecodeError', code }),
      )
    }
  })

  test('F4 damaged bytes are refused or are another change in its one form', () => {
    let read = 0
    fc.assert(
      fc.property(
        change,
        fc.array(fc.tuple(fc.nat(), fc.nat(255), fc.nat(2)), { minLength: 1, maxLength: 3 }),
        (given, damages) => {
          const damaged = [...encodeChange(given)]
          for (const [place, byte, way] of damages) {
            const at = place % (damaged.length + 1)
            damaged.splice(at, way === 0 ? 0 : 1, ...(way === 1 ? [] : [byte]))
          }
          if (expectRefusedOrCanonical(Uint8Array.from(damaged)) === 'read') read += 1
        },
      ),
      { numRuns: 4000 },
    )
    expect(read).toBeGreaterThan(100)
  })

  test('F4 any bytes are refused or are a change in its one form', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 16 }), (tail) => {
        expectRefusedOrCanonical(tail)
        for (const begin of [head, head1]) expectRefusedOrCanonical(Uint8Array.from([...bytes(begin), ...tail]))
      }),
      { numRuns: 4000 },
    )
  })

  test('F4 every beginning of a change is refused or a change with fewer operations', () => {
    for (const whole of [...operations, ...heads].map(([, given]) => encodeChange(given))) {
      for (let length = 0; length < whole.length; length++) expectRefusedOrCanonical(whole.slice(0, length))
    }
  })

  test('C8 a decoded change never goes past the last counter or tick', () => {
    fc.assert(
      fc.property(change, (given) => {
        const { characters, lamports } = changeExtent(given)
        expect(given.counter + characters - 1).toBeLessThanOrEqual(maxCounter)
        expect(given.lamport + lamports - 1).toBeLessThanOrEqual(maxLamport)
      }),
    )
  })
})
