import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Edit, Splice } from '../edit.ts'
import { composeEdits } from '../edit-composition.ts'
import { TandemDoc } from '../tandem-doc.ts'
import { applyEdit } from '../testing/apply-edit.ts'
import { Prng } from '../testing/prng.ts'

const before = 'the text before all of them is longer than what is done to it'

/** The edit that somebody sees who hears of all these at once; each is a change of its own, or all are one. */
function seen(splices: readonly Splice[], isOneChange: boolean): Edit {
  const alice = new TandemDoc()
  alice.become(1)
  const bob = new TandemDoc()
  bob.become(2)
  bob.apply([alice.edit([{ from: 0, to: 0, insert: before }])])
  const changes = splices
    .filter(({ from, to, insert }) => to > from || insert !== '')
    .map((splice) => alice.edit([splice]))
  const [first] = changes
  if (first === undefined) return bob.apply([]).edit
  const one = { ...first, operations: changes.flatMap(({ operations }) => operations) }
  const { edit } = bob.apply(isOneChange ? [one] : changes)
  expect(bob.toString()).toBe(alice.toString())
  return edit
}

/** One after the other, as the whole edits that they are. */
function folded(splices: readonly Splice[]): Edit {
  return splices.reduce<Edit>((edit, splice) => composeEdits(edit, [splice]), [])
}

describe('changes at once', { timeout: 60_000 }, () => {
  test('E2 E3 are together what composing them one by one gives: the smallest edit', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const prng = new Prng(seed)
        const splices: Splice[] = []
        let text = before
        let place = prng.int(text.length + 1)
        const isFar = prng.pick([0, 0.1, 0.7])
        for (let rest = prng.int(12); rest > 0; rest--) {
          if (prng.chance(isFar)) place = prng.int(text.length + 1)
          // Around the place, so that each meets, covers, cuts or just misses those before it.
          const from = Math.max(0, Math.min(text.length, place - prng.int(4)))
          const to = prng.chance(0.5) ? from : Math.min(text.length, from + prng.int(7))
          const insert =
            from < to && prng.chance(0.5) ? '' : prng.pick(['A', 'BC', 'DEFG', 'H'.repeat(prng.chance(0.1) ? 700 : 3)])
          splices.push({ from, to, insert })
          text = applyEdit(text, [{ from, to, insert }])
          place = from + insert.length
        }
        const edit = seen(splices, prng.chance(0.5))
        expect(edit).toEqual(folded(splices))
        expect(applyEdit(before, edit)).toBe(text)
        edit.forEach((splice, at) => {
          expect(splice.to > splice.from || splice.insert !== '').toBe(true)
          expect(splice.from).toBeGreaterThan(edit[at - 1]?.to ?? -1)
        })
      }),
      { numRuns: 1_000 },
    )
  })

  test.each<[string, Splice[], Edit]>([
    ['none', [], []],
    ['a splice', [{ from: 1, to: 2, insert: 'a' }], [{ from: 1, to: 2, insert: 'a' }]],
    [
      'typed and erased',
      [
        { from: 3, to: 3, insert: 'ab' },
        { from: 3, to: 5, insert: '' },
      ],
      [],
    ],
    [
      'typed on',
      [
        { from: 3, to: 3, insert: 'a' },
        { from: 4, to: 4, insert: 'b' },
      ],
      [{ from: 3, to: 3, insert: 'ab' }],
    ],
    [
      'typed in front',
      [
        { from: 3, to: 3, insert: 'a' },
        { from: 3, to: 3, insert: 'b' },
      ],
      [{ from: 3, to: 3, insert: 'ba' }],
    ],
    [
      'typed between',
      [
        { from: 3, to: 3, insert: 'ac' },
        { from: 4, to: 4, insert: 'b' },
      ],
      [{ from: 3, to: 3, insert: 'abc' }],
    ],
    [
      'erased around what was typed',
      [
        { from: 3, to: 3, insert: 'ab' },
        { from: 2, to: 6, insert: 'x' },
      ],
      [{ from: 2, to: 4, insert: 'x' }],
    ],
    [
      'erased on to the left',
      [
        { from: 3, to: 4, insert: '' },
        { from: 2, to: 3, insert: '' },
      ],
      [{ from: 2, to: 4, insert: '' }],
    ],
    [
      'erased on to the right',
      [
        { from: 3, to: 4, insert: '' },
        { from: 3, to: 4, insert: '' },
      ],
      [{ from: 3, to: 5, insert: '' }],
    ],
    [
      'one left of the other',
      [
        { from: 5, to: 5, insert: 'b' },
        { from: 1, to: 2, insert: '' },
      ],
      [
        { from: 1, to: 2, insert: '' },
        { from: 5, to: 5, insert: 'b' },
      ],
    ],
    [
      'what is erased at last was nothing anyway',
      [
        { from: 5, to: 5, insert: 'b' },
        { from: 1, to: 1, insert: 'a' },
        { from: 1, to: 2, insert: '' },
      ],
      [{ from: 5, to: 5, insert: 'b' }],
    ],
  ])('E2 %s', (_, splices, expected) => {
    expect(seen(splices, false)).toEqual(expected)
    expect(seen(splices, true)).toEqual(expected)
    expect(folded(splices)).toEqual(expected)
  })
})

test('E1 changes that show nothing leave nothing behind for those that come next', () => {
  const alice = new TandemDoc()
  alice.become(1)
  const bob = new TandemDoc()
  bob.apply([alice.edit([{ from: 0, to: 0, insert: 'ab' }])])
  const erasure = alice.edit([{ from: 0, to: 2, insert: '' }])
  bob.apply([erasure])
  // Again in another change: nothing vanishes.
  const again = { ...erasure, rseq: 3, operations: erasure.operations.concat({ kind: 'remove', key: 'none' }) }
  expect(bob.apply([again]).edit).toEqual([])
  const typed = { ...again, rseq: 4, lamport: 4, counter: 2, operations: [{ kind: 'type' as const, text: 'cde' }] }
  bob.apply([typed])
  const ends = [2, 4].map((counter) => ({ kind: 'delete' as const, replica: 1, counter, length: 1 }))
  expect(bob.apply([{ ...typed, rseq: 5, lamport: 7, counter: 5, operations: ends }]).edit).toEqual([
    { from: 0, to: 1, insert: '' },
    { from: 2, to: 3, insert: '' },
  ])
})
