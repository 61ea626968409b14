import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DecodeError } from './codec/decode-error.ts'
import { compactSnapshot, expandSnapshot } from './compact.ts'
import { TandemDoc } from './tandem-doc.ts'
import { damaged } from './testing/damaged.ts'
import { Prng } from './testing/prng.ts'
import { randomHistory } from './testing/random-history.ts'

function snapshotOf(seed: number, steps: number): Uint8Array {
  const doc = new TandemDoc()
  doc.apply(randomHistory(seed, steps))
  return doc.snapshot()
}

function bytes(source: string): Uint8Array {
  return Uint8Array.from(source.replaceAll(' ', '').match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
}

/** Behind the front, whose four bytes nobody looks into: three runs, the third one of which stands first. */
const small = { form: '03', front: '04 aabbccdd', runs: '03 00 00 03', rest: '10 20' }

function smallWith(changed: Partial<typeof small>): Uint8Array {
  return bytes(Object.values({ ...small, ...changed }).join(''))
}

test('F12 a snapshot comes back from its compact form, and opens', () => {
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 0, max: 40 }), (seed, steps) => {
      const snapshot = snapshotOf(seed, steps)
      const compact = compactSnapshot(snapshot)
      expect(expandSnapshot(compact)).toEqual(snapshot)
      expect(() => TandemDoc.fromSnapshot(compact)).toThrow(DecodeError)
    }),
    { numRuns: 30 },
  )
})

test('F12 what is not compact stays as it is', () => {
  const snapshot = snapshotOf(1, 20)
  expect(expandSnapshot(snapshot)).toBe(snapshot)
  expect(expandSnapshot(new Uint8Array()).length).toBe(0)
})

test('F12 golden bytes: the place of each run among the older ones becomes the age of each run', () => {
  expect(expandSnapshot(smallWith({}))).toEqual(bytes('aabbccdd 03 04 05 00 1020'))
})

describe('F12 refused', () => {
  test.each([
    ['a run in front of all', smallWith({ runs: '03 01 00 00' }), 'number'],
    ['a run behind more than there are', smallWith({ runs: '03 00 02 00' }), 'number'],
    ['a front that is not there', smallWith({ front: 'ff01 aabbccdd' }), 'truncated'],
    ['more runs than bytes', smallWith({ runs: 'ffffffff07 00' }), 'number'],
    ['a run that is missing', smallWith({ runs: '03 00 00', rest: '' }), 'truncated'],
    ['no runs', smallWith({ runs: '', rest: '' }), 'truncated'],
  ])('%s', (_, source, code) => {
    expect(() => expandSnapshot(source)).toThrow(expect.objectContaining({ name: 'DecodeError', code }))
  })

  test('bytes that are no snapshot are not made compact', () => {
    for (const source of [new Uint8Array(), bytes('01 02'), compactSnapshot(snapshotOf(2, 10))]) {
      expect(() => compactSnapshot(source)).toThrow(DecodeError)
    }
  })
})

test('F4 damaged bytes are refused, or come to a snapshot that is refused or opens', () => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const prng = new Prng(seed)
      const snapshot = snapshotOf(seed, 20)
      for (const source of [compactSnapshot(snapshot), snapshot]) {
        const broken = damaged(prng, source, compactSnapshot(snapshotOf(seed + 1, 5)))
        try {
          TandemDoc.fromSnapshot(expandSnapshot(broken)).check()
          compactSnapshot(expandSnapshot(broken))
        } catch (error) {
          expect(error).toBeInstanceOf(DecodeError)
        }
      }
    }),
    { numRuns: 80 },
  )
})
