import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Edit } from './edit.ts'
import { composeAll, composeEdits } from './edit-composition.ts'
import { applyEdit } from './testing/apply-edit.ts'

/** `3-5:x` replaces what is between 3 and 5 by x. */
function parse(source: string): Edit {
  if (source === '') return []
  return source.split(' ').map((splice) => {
    const [range = '', insert = ''] = splice.split(':')
    const [from = 0, to = 0] = range.split('-').map(Number)
    return { from, to, insert }
  })
}

/** An edit as a person or the document makes one: splices may touch, but none is without effect. */
function arbitraryEdit(length: number): fc.Arbitrary<Edit> {
  const splice = fc.tuple(fc.nat({ max: 4 }), fc.nat({ max: 3 }), fc.string({ maxLength: 3 }))
  return fc.array(splice, { maxLength: 4 }).map((steps) => {
    let position = 0
    const edit: { from: number; to: number; insert: string }[] = []
    for (const [skip, remove, insert] of steps) {
      const from = Math.min(length, position + skip)
      const to = Math.min(length, from + remove)
      if (to > from || insert !== '') edit.push({ from, to, insert })
      position = to
    }
    return edit
  })
}

const textAndEdits = fc.string({ maxLength: 12 }).chain((text) =>
  arbitraryEdit(text.length).chain((first) => {
    const middle = applyEdit(text, first)
    return arbitraryEdit(middle.length).chain((second) => {
      const third = arbitraryEdit(applyEdit(middle, second).length)
      return fc.tuple(fc.constant(text), fc.constant(first), fc.constant(second), third)
    })
  }),
)

describe('composing', { timeout: 60_000 }, () => {
  test.each([
    ['insertions side by side', '2-2:a', '3-3:b', '2-2:ab'],
    ['an insertion that goes again', '2-2:abc', '2-5:', ''],
    ['part of an insertion that goes', '2-2:abc', '3-4:', '2-2:ac'],
    ['deletions that meet', '2-4:', '1-3:', '1-5:'],
    ['an insertion where something was deleted', '2-4:', '2-2:x', '2-4:x'],
    ['far apart', '1-1:a', '5-6:', '1-1:a 4-5:'],
    ['a deletion over an insertion and its neighbours', '2-2:ab', '1-5:', '1-3:'],
    ['nothing first', '', '1-2:x', '1-2:x'],
    ['nothing then', '1-2:x', '', '1-2:x'],
  ])('E3 %s', (_, first, second, composed) => {
    expect(composeEdits(parse(first), parse(second))).toEqual(parse(composed))
  })

  test('E3 the composed edit does what both do, in splices that do something and do not touch', () => {
    fc.assert(
      fc.property(textAndEdits, ([text, first, second]) => {
        const composed = composeEdits(first, second)
        expect(applyEdit(text, composed)).toBe(applyEdit(applyEdit(text, first), second))
        let end = -1
        for (const { from, to, insert } of composed) {
          expect(from).toBeGreaterThan(end)
          expect(to > from || insert !== '').toBe(true)
          end = to
        }
      }),
      { numRuns: 1000 },
    )
  })

  test('E3 composing is associative, so many edits can be composed in halves', () => {
    fc.assert(
      fc.property(textAndEdits, ([, first, second, third]) => {
        const composed = composeEdits(composeEdits(first, second), third)
        expect(composeEdits(first, composeEdits(second, third))).toEqual(composed)
        expect(composeAll([first, second, third])).toEqual(composed)
      }),
      { numRuns: 1000 },
    )
  })
})

test.each([
  ['splices that overlap', '1-3: 2-4:'],
  ['splices that descend', '3-3:a 1-1:b'],
  ['a range that ends before it begins', '3-1:'],
  ['a place behind the end', '6-6:a'],
  ['a place that is no integer', '1.5-2:'],
])('E3 applyEdit refuses %s', (_, source) => {
  expect(() => applyEdit('abcde', parse(source))).toThrow(RangeError)
})
