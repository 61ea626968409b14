import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Anchor } from './anchor.ts'
import type { Change } from './change.ts'
import { versionOf } from './diff.ts'
import { TandemDoc } from './tandem-doc.ts'
import { NaiveText } from './testing/naive-text.ts'
import { Prng } from './testing/prng.ts'
import { hostileChange, randomChange } from './testing/random-edits.ts'

function docWith(text: string): TandemDoc {
  const doc = new TandemDoc()
  doc.become(1)
  doc.edit([{ from: 0, to: 0, insert: text }])
  return doc
}

describe('anchors', { timeout: 60_000 }, () => {
  test.each<[string, number, 'before' | 'after', [number, number, string], number]>([
    ['stays behind its character when typed after', 2, 'before', [2, 2, 'xy'], 2],
    ['stays in front of its character when typed before', 2, 'after', [2, 2, 'xy'], 4],
    ['moves with text before it', 2, 'before', [0, 0, 'xy'], 4],
    ['moves back when text before it goes', 2, 'before', [0, 1, ''], 1],
    ['stays where its character was', 2, 'before', [1, 3, ''], 1],
    ['stays where its character was', 2, 'after', [1, 3, ''], 1],
    ['stays at the start', 0, 'before', [0, 0, 'xy'], 0],
    ['stays at the end', 4, 'after', [4, 4, 'xy'], 6],
    ['stays in front of the first character', 0, 'after', [0, 0, 'xy'], 2],
    ['stays behind the last character', 4, 'before', [4, 4, 'xy'], 4],
  ])('A1 A2 %s', (_, position, side, [from, to, insert], expected) => {
    const doc = docWith('abcd')
    const anchor = doc.anchorAt(position, side)
    expect(doc.positionOf(anchor)).toBe(position)
    doc.edit([{ from, to, insert }])
    expect(doc.positionOf(anchor)).toBe(expected)
  })

  test('A2 of a deleted character keeps its place among what is typed there', () => {
    const doc = docWith('abc')
    const anchor = doc.anchorAt(2, 'before')
    doc.edit([{ from: 0, to: 3, insert: '' }])
    doc.edit([{ from: 0, to: 0, insert: 'xy' }])
    expect(doc.positionOf(anchor)).toBe(2)
  })

  test('A3 of an unknown character has no position yet', () => {
    const doc = docWith('abc')
    expect(doc.positionOf({ at: { replica: 1, counter: 3 }, side: 'before' })).toBe(null)
    expect(doc.positionOf({ at: { replica: 9, counter: 0 }, side: 'after' })).toBe(null)
    expect(new TandemDoc().positionOf({ at: 'end' })).toBe(0)
  })

  test('A1 outside the text there is none', () => {
    const doc = docWith('abc')
    expect(() => doc.anchorAt(4, 'before')).toThrow(RangeError)
    expect(() => doc.anchorAt(-1, 'after')).toThrow(RangeError)
    expect(() => doc.anchorAt(0.5, 'after')).toThrow(RangeError)
  })

  test('S5 never stands inside a pair', () => {
    const doc = docWith('a😀b')
    for (const side of ['before', 'after'] as const) expect(doc.positionOf(doc.anchorAt(2, side))).toBe(1)
    const firstHalf = { replica: 1, counter: 1 }
    const secondHalf = { replica: 1, counter: 2 }
    expect(doc.positionOf({ at: firstHalf, side: 'before' })).toBe(3)
    expect(doc.positionOf({ at: secondHalf, side: 'before' })).toBe(3)
    expect(doc.positionOf({ at: firstHalf, side: 'after' })).toBe(1)
    expect(doc.positionOf({ at: secondHalf, side: 'after' })).toBe(1)
  })

  test('A4 S5 any anchor means the same on every replica, before and after a snapshot, as with the slow twin', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const prng = new Prng(seed)
        const a = new TandemDoc()
        const b = new TandemDoc()
        const twin = new NaiveText()
        a.become(1)
        b.become(2)
        const anchors: Anchor[] = []
        for (let round = 0; round < 5; round++) {
          const changes: Change[] = []
          for (const doc of [a, b]) {
            for (let count = prng.int(4); count > 0; count--) changes.push(randomChange(prng, doc))
            anchors.push(doc.anchorAt(prng.int(doc.length + 1), prng.pick(['before', 'after'])))
          }
          a.apply(changes)
          b.apply(changes)
          const hostile = hostileChange(prng, a, 3)
          changes.push(hostile)
          a.apply([hostile])
          b.apply([hostile])
          for (const change of changes) twin.apply(change)
          for (const [replica, next] of versionOf(a).entries()) {
            anchors.push({ at: { replica, counter: prng.int(next) }, side: prng.pick(['before', 'after']) })
          }
          const opened = TandemDoc.fromSnapshot(a.snapshot())
          for (const anchor of anchors) {
            const position = twin.positionOf(anchor)
            for (const doc of [a, b, opened]) expect(doc.positionOf(anchor)).toBe(position)
            expect(position).not.toBe(null)
            expect(a.slice(0, position ?? 0).isWellFormed()).toBe(true)
          }
        }
      }),
      { numRuns: 30 },
    )
  })
})
