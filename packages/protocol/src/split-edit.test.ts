import { type Edit, encodeChange, type Splice, TandemDoc } from '@tandem/crdt'
import { applyEdit, Prng, randomText } from '@tandem/crdt/testing'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as limits from './limits.ts'
import { splitEdit } from './split-edit.ts'

const at = (text: string) => (from: number, to: number) => text.slice(from, to)

/** Makes the parts in a real document, one after another; returns the encoded changes. */
function make(doc: TandemDoc, edit: Edit): Uint8Array[] {
  return splitEdit(edit, (from, to) => doc.slice(from, to)).map((part) => encodeChange(doc.edit(part)))
}

function docOf(text: string): TandemDoc {
  const doc = new TandemDoc()
  doc.become(1)
  if (text !== '') doc.edit([{ from: 0, to: 0, insert: text }])
  return doc
}

/** Neighbours are of different replicas with long ids, so that no deletion covers two of them. */
function fragmented(pairs: number): TandemDoc {
  const doc = new TandemDoc()
  doc.become(2 ** 31 - 1)
  doc.edit([{ from: 0, to: 0, insert: 'a'.repeat(pairs) }])
  doc.become(2 ** 31 - 2)
  for (let position = pairs; position > 0; position--) doc.edit([{ from: position, to: position, insert: 'b' }])
  doc.become(1)
  return doc
}

/** How far behind the one before, and how many characters. */
type Piece = { readonly skip: number; readonly remove: number; readonly insert: number }

const large = limits.maxChangeBytes

test('S1 an edit that fits stays as it is', () => {
  const edit = [{ from: 0, to: 2, insert: 'abc' }]
  expect(splitEdit(edit, at('xy'))).toEqual([edit])
})

describe('S2 the parts, one after another, do what the edit does, and each fits into one change', () => {
  const cases: [string, string, Edit][] = [
    ['a large paste', 'xy', [{ from: 1, to: 1, insert: 'b'.repeat(3 * large) }]],
    ['a paste of three-byte characters', '', [{ from: 0, to: 0, insert: '字'.repeat(large) }]],
    ['a paste of pairs', 'xy', [{ from: 1, to: 1, insert: '😀'.repeat(large) }]],
    ['pairs at odd places', 'xy', [{ from: 1, to: 1, insert: `a${'😀'.repeat(large)}` }]],
    ['deleting everything', 'a'.repeat(3 * large), [{ from: 0, to: 3 * large, insert: '' }]],
    ['deleting pairs', '😀'.repeat(large), [{ from: 0, to: 2 * large, insert: '' }]],
    ['deleting pairs at odd places', `a${'😀'.repeat(large)}`, [{ from: 1, to: 1 + 2 * large, insert: '' }]],
    ['replacing everything', '😀'.repeat(large), [{ from: 0, to: 2 * large, insert: `b${'𝒳'.repeat(large)}` }]],
    [
      'large and small splices together',
      'x'.repeat(4 * large),
      [
        { from: 0, to: 1, insert: 'first' },
        { from: 5, to: 2 * large, insert: 'c'.repeat(large) },
        { from: 2 * large, to: 2 * large + 1, insert: '' },
        { from: 4 * large, to: 4 * large, insert: 'last' },
      ],
    ],
    [
      'replacing at thousands of places',
      'x'.repeat(8_000),
      Array.from({ length: 4_000 }, (_, index): Splice => ({ from: 2 * index, to: 2 * index + 1, insert: 'yz' })),
    ],
  ]
  test.each(cases)('%s', (_, text, edit) => {
    const doc = docOf(text)
    for (const payload of make(doc, edit)) expect(payload.length).toBeLessThanOrEqual(limits.maxChangeBytes)
    expect(doc.toString() === applyEdit(text, edit)).toBe(true)
  })

  test('in the worst fragmentation', () => {
    const doc = fragmented(4000)
    const text = doc.toString()
    const edit = [{ from: 1, to: text.length - 1, insert: '字'.repeat(large) }]
    const payloads = make(doc, edit)
    for (const payload of payloads) expect(payload.length).toBeLessThanOrEqual(limits.maxChangeBytes)
    expect(doc.toString() === applyEdit(text, edit)).toBe(true)
  })

  test('any edit', () => {
    const arbitraryEdit = fc.record({
      seed: fc.nat(),
      characters: fc.integer({ min: 1, max: 40_000 }),
      splices: fc.array(fc.record({ skip: fc.nat(20_000), remove: fc.nat(20_000), insert: fc.nat(30_000) }), {
        minLength: 1,
        maxLength: 4,
      }),
    })
    const holds = ({ seed, characters, splices }: { seed: number; characters: number; splices: Piece[] }) => {
      const pieces = [...randomText(new Prng(seed), 300)]
      const textOf = (count: number) =>
        Array.from({ length: count }, (_, index) => pieces[index % pieces.length]).join('')
      const text = textOf(characters)
      // Where characters begin: positions that no pair is cut at.
      const borders = [0]
      for (const character of text) borders.push((borders.at(-1) ?? 0) + character.length)
      const border = (index: number) => borders[Math.min(index, characters)] ?? 0
      const edit: Splice[] = []
      let index = 0
      for (const { skip, remove, insert } of splices) {
        const [from, to] = [border(index + skip), border(index + skip + remove)]
        if (from < to || insert > 0) edit.push({ from, to, insert: textOf(insert) })
        index += skip + remove + 1
        if (index > characters) break
      }
      if (edit.length === 0) return
      const doc = docOf(text)
      for (const payload of make(doc, edit)) expect(payload.length).toBeLessThanOrEqual(limits.maxChangeBytes)
      expect(doc.toString() === applyEdit(text, edit)).toBe(true)
    }
    fc.assert(fc.property(arbitraryEdit, holds), { numRuns: 30 })
  })
})
