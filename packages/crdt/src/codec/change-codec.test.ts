import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Change, changeExtent, checkChange, InvalidChange } from '../change.ts'
import { maxCounter, maxLamport, maxReplica } from '../limits.ts'
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

/** The bytes of `doing()`: version 1, replica 5, lamport 20, 20 - 3, 19 - 10. */
const head = '0105141109'

function insert(left: [number, number] | null, right: [number, number] | null, text: string): Operation {
  const id = (pair: [number, number] | null) => (pair === null ? null : { replica: pair[0], counter: pair[1] })
  return { kind: 'insert', left: id(left), right: id(right), text }
}

function erase(replica: number, counter: number, length: number): Operation {
  return { kind: 'delete', replica, counter, length }
}

const golden: [string, Change, string][] = [
  [
    'the first character',
    { replica: 1, rseq: 1, lamport: 1, counter: 0, operations: [insert(null, null, 'a')] },
    '01010100004061',
  ],
  ['typing on', doing(insert([5, 9], null, 'b')), `${head}4462`],
  ['typing into the middle of a run', doing(insert([2, 7], [2, 8], 'b')), `${head}5c020762`],
  ['after own text, before own text', doing(insert([5, 7], [5, 2], 'é')), `${head}28020702c3a9`],
  ['after own text, before that of others', doing(insert([5, 9], [300, 200], 'xy')), `${head}34ac02c801027879`],
  ['a pair at the start', doing(insert(null, [2, 0], '😀')), `${head}30020004f09f9880`],
  ['deleting the newest of own text', doing(erase(5, 9, 1)), `${head}0d00`],
  ['deleting own text', doing(erase(5, 2, 4)), `${head}050404`],
  ['deleting text of others', doing(erase(2, 8, 1), erase(2, 1, 3)), `${head}09020801020303`],
  ['what it has just inserted', doing(insert([5, 9], null, 'ab'), erase(5, 10, 1)), `${head}040261620d01`],
  [
    'setting properties',
    doing({ kind: 'set', key: 'k', value: 'v' }, { kind: 'set', key: 'n', value: -0.5 }),
    `${head}12016b01760e016ebfe0000000000000`,
  ],
  [
    'setting flags',
    doing(
      { kind: 'set', key: 'a', value: null },
      { kind: 'set', key: 'b', value: false },
      { kind: 'set', key: 'c', value: true },
    ),
    `${head}0201610601620a0163`,
  ],
  ['removing a property', doing({ kind: 'remove', key: '' }), `${head}0300`],
]

describe('golden bytes', () => {
  test.each(golden)('F5 %s', (_, change, expected) => {
    expect(hex(encodeChange(change))).toBe(expected)
    expect(decodeChange(bytes(expected))).toEqual(change)
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
    lamport: Math.min(maxLamport - 30, Math.max(rest.rseq, rest.counter + 1) + more),
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

  test('F5 one character typed on takes at most twelve bytes, and little more after millions of edits', () => {
    const typed: Change = {
      replica: 120,
      rseq: 12_000,
      lamport: 16_000,
      counter: 11_000,
      operations: [insert([120, 10_999], [7, 20], 'x')],
    }
    expect(encodeChange(typed).length).toBe(12)
    const late = { ...typed, lamport: 2_000_000, operations: [insert([120, 10_999], [7, 100_000], 'x')] }
    expect(encodeChange(late).length).toBe(17)
  })

  test('F5 an invalid change is not written', () => {
    expect(() => encodeChange(doing())).toThrow(InvalidChange)
    expect(() => encodeChange(doing(insert(null, null, '\ud83d')))).toThrow(InvalidChange)
  })

  test.each<[DecodeErrorCode, string, string]>([
    ['truncated', 'nothing', ''],
    ['version', 'another version', '02'],
    ['number', 'replica 0', '01001411090300'],
    ['number', 'a replica above the limit', '01808080800801'],
    ['number', 'rseq 0', '01051414090300'],
    ['number', 'more changes than ticks', '01051415090300'],
    ['number', 'a negative counter', '01051411140300'],
    ['invalid', 'no operation', head],
    ['canonical', 'unused bits of an insertion', `${head}c462`],
    ['canonical', 'unused bits of a deletion', `${head}1d00`],
    ['canonical', 'unused bits of a removal', `${head}0700`],
    ['invalid', 'an unknown kind of value', `${head}16016b`],
    ['number', 'a value that is not finite', `${head}0e016e7ff0000000000000`],
    ['canonical', 'one ASCII character as text', `${head}040162`],
    ['text', 'half a pair', `${head}0403eda0bd`],
    ['canonical', 'another character as ASCII', `${head}44c3`],
    ['canonical', 'the own last character by its counter', `${head}480062`],
    ['canonical', 'own text as that of others', `${head}4c050162`],
    ['canonical', 'a right origin that follows, by its counter', `${head}7c0207020862`],
    ['invalid', 'what follows the start', `${head}5062`],
    ['number', 'own text before the first', `${head}480a62`],
    ['invalid', 'own text where there is none', '01010100004462'],
    ['canonical', 'a single deletion with its length', `${head}050001`],
    ['number', 'a deletion longer than there are counters', `${head}05000b`],
    ['canonical', 'a deletion of own text as of others', `${head}090503`],
    ['invalid', 'deleting a code unit twice', `${head}0d000d00`],
    ['invalid', 'an origin in itself', `${head}5462`],
    ['truncated', 'text that ends too early', `${head}0405414243`],
    ['truncated', 'the version alone', '01'],
  ])('F4 F5 refuses as %s: %s', (code, _, source) => {
    expect(() => decodeChange(bytes(source))).toThrow(expect.objectContaining({ name: 'DecodeError', code }))
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
        expectRefusedOrCanonical(Uint8Array.from([1, 5, 20, 17, 9, ...tail]))
      }),
      { numRuns: 4000 },
    )
  })

  test('F4 every beginning of a change is refused or a change with fewer operations', () => {
    for (const [, given] of golden) {
      const whole = encodeChange(given)
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
