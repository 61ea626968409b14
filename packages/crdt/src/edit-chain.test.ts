import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { applyEdit, composeEdits, type Edit, type Splice } from './edit.ts'
import { EditChain } from './edit-chain.ts'
import { Prng } from './testing/prng.ts'

function chained(splices: readonly Splice[]): Edit {
  const chain = new EditChain()
  for (const splice of splices) chain.add(splice)
  return chain.finish()
}

/** One after the other, as the whole edits that they are. */
function folded(splices: readonly Splice[]): Edit {
  return splices.reduce<Edit>((edit, splice) => composeEdits(edit, [splice]), [])
}

describe('splices one after the other', { timeout: 60_000 }, () => {
  test('E2 E3 are together what composing them one by one gives: the smallest edit', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const prng = new Prng(seed)
        const before = 'the text before all of them is longer than what is done to it'
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
        const edit = chained(splices)
        expect(edit).toEqual(folded(splices))
        expect(applyEdit(before, edit)).toBe(text)
        edit.forEach((splice, at) => {
          expect(splice.to > splice.from || splice.insert !== '').toBe(true)
          expect(splice.from).toBeGreaterThan(edit[at - 1]?.to ?? -1)
        })
      }),
      { numRuns: 3_000 },
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
    expect(chained(splices)).toEqual(expected)
    expect(folded(splices)).toEqual(expected)
  })
})
