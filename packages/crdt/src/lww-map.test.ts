import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LwwMap } from './lww-map.ts'
import type { PropertyValue } from './operation.ts'
import { TandemDoc } from './tandem-doc.ts'

type Step = {
  readonly key: string
  readonly value: PropertyValue | undefined
  readonly lamport: number
  readonly replica: number
}

/** Steps on few keys, no two with the same stamp. */
const steps: fc.Arbitrary<readonly Step[]> = fc.uniqueArray(
  fc.record({
    key: fc.constantFrom('a', 'b'),
    value: fc.constantFrom<PropertyValue | undefined>(undefined, null, 1, 'x'),
    lamport: fc.integer({ min: 1, max: 6 }),
    replica: fc.integer({ min: 1, max: 3 }),
  }),
  { selector: ({ lamport, replica }) => `${lamport}.${replica}`, maxLength: 8 },
)

function mapOf(given: readonly Step[]): LwwMap {
  const map = new LwwMap()
  for (const { key, value, lamport, replica } of given) map.put(key, { value, stamp: { lamport, replica } })
  return map
}

function merged(...maps: readonly LwwMap[]): LwwMap {
  const result = new LwwMap()
  for (const map of maps) for (const [key, record] of map.records()) result.put(key, record)
  return result
}

describe('LwwMap', () => {
  test.each<[string, Step[], PropertyValue | undefined]>([
    ['a later set wins', [step(1, 1, 'x'), step(2, 1, 'y')], 'y'],
    ['an earlier set that comes later loses', [step(2, 1, 'y'), step(1, 2, 'x')], 'y'],
    ['at one time the higher replica wins', [step(2, 2, 'y'), step(2, 1, 'x')], 'y'],
    ['a later remove beats a set', [step(1, 1, 'x'), step(2, 1, undefined)], undefined],
    ['an earlier remove that comes later loses', [step(2, 1, 'x'), step(1, 1, undefined)], 'x'],
    ['a set beats an earlier remove', [step(1, 1, undefined), step(2, 1, 'x')], 'x'],
    [
      'an earlier set that comes after a remove stays without effect',
      [step(2, 1, undefined), step(1, 1, 'x')],
      undefined,
    ],
    ['null is a value', [step(1, 1, null)], null],
  ])('M1 M2 %s', (_, given, value) => {
    const map = mapOf(given)
    expect(map.get('a')).toBe(value)
    expect(map.entries()).toEqual(value === undefined ? [] : [['a', value]])
  })

  test('M1 M2 the order of steps does not matter, the highest stamp does', () => {
    fc.assert(
      fc.property(
        steps.chain((given) =>
          fc.tuple(fc.constant(given), fc.shuffledSubarray([...given], { minLength: given.length })),
        ),
        ([given, shuffled]) => {
          expect(mapOf(shuffled).records()).toEqual(mapOf(given).records())
        },
      ),
    )
  })

  test('M1 M2 merging is commutative, associative and idempotent', () => {
    fc.assert(
      fc.property(steps, fc.nat(8), fc.nat(8), (given, first, second) => {
        const a = mapOf(given.slice(0, first))
        const b = mapOf(given.slice(second))
        const c = mapOf(given.filter((_, at) => at % 2 === 0))
        expect(merged(a, b).records()).toEqual(merged(b, a).records())
        expect(merged(merged(a, b), c).records()).toEqual(merged(a, merged(b, c)).records())
        expect(merged(a, a).records()).toEqual(a.records())
      }),
    )
  })
})

describe('properties of a document', () => {
  test('M1 M3 within one change the later operation wins, and only what shows differently is reported', () => {
    const doc = new TandemDoc()
    const applied = doc.apply([
      {
        replica: 1,
        rseq: 1,
        lamport: 1,
        counter: 0,
        operations: [
          { kind: 'set', key: 'a', value: 1 },
          { kind: 'set', key: 'b', value: 1 },
          { kind: 'set', key: 'a', value: 2 },
          { kind: 'remove', key: 'b' },
        ],
      },
    ])
    expect(doc.properties.entries()).toEqual([['a', 2]])
    expect(applied.keys).toEqual(['a'])
    expect(applied.edit).toEqual([])
  })

  test('M3 setting the same again, or losing, is not reported', () => {
    const a = new TandemDoc()
    const b = new TandemDoc()
    a.become(1)
    b.become(2)
    const first = a.setProperty('k', 'x')
    const losing = a.setProperty('l', 1)
    expect(b.apply([first]).keys).toEqual(['k'])
    b.setProperty('l', 0)
    b.setProperty('l', 2)
    expect(b.apply([losing]).keys).toEqual([])
    expect(b.apply([a.setProperty('k', 'x')]).keys).toEqual([])
    expect(b.properties.keys()).toEqual(['k', 'l'])
  })

  test('M4 a key or a value that cannot travel is refused without effect', () => {
    const doc = new TandemDoc()
    doc.become(1)
    expect(() => doc.setProperty('k'.repeat(257), 1)).toThrow(RangeError)
    expect(() => doc.setProperty('k', Number.NaN)).toThrow(RangeError)
    expect(() => doc.setProperty('k', '\ud83d')).toThrow(RangeError)
    expect(() => doc.removeProperty('\udc00')).toThrow(RangeError)
    expect(doc.rseqOf(1)).toBe(0)
    expect(doc.properties.keys()).toEqual([])
  })
})

function step(lamport: number, replica: number, value: PropertyValue | undefined): Step {
  return { key: 'a', value, lamport, replica }
}
