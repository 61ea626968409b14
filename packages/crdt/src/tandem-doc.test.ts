import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Change } from './change.ts'
import { versionOf } from './diff.ts'
import { maxChangeUnits, maxLamport } from './limits.ts'
import { TandemDoc } from './tandem-doc.ts'
import { applyEdit } from './testing/apply-edit.ts'
import { checkDoc } from './testing/check-doc.ts'
import { docOf } from './testing/doc-of.ts'
import { Prng } from './testing/prng.ts'
import { randomChange, typedChanges } from './testing/random-edits.ts'

describe('local edits', () => {
  test('C8 the numbers of changes go on without gaps, and time goes past everything seen', () => {
    const a = docOf(1)
    const first = a.edit([{ from: 0, to: 0, insert: 'abc' }])
    const second = a.edit([{ from: 1, to: 2, insert: '' }])
    const third = a.setProperty('k', 1)
    const b = docOf(2, [first, second, third])
    const fourth = b.edit([{ from: 0, to: 0, insert: 'x' }])
    a.apply([fourth])
    const fifth = a.edit([
      { from: 0, to: 1, insert: 'yz' },
      { from: 2, to: 2, insert: 'w' },
    ])
    const numbers = [first, second, third, fourth, fifth].map(({ replica, rseq, lamport, counter }) => [
      replica,
      rseq,
      lamport,
      counter,
    ])
    expect(numbers).toEqual([
      [1, 1, 1, 0],
      [1, 2, 4, 3],
      [1, 3, 4, 3],
      [2, 1, 5, 0],
      [1, 4, 6, 3],
    ])
    expect(a.toString()).toBe('yzawc')
    expect([a.lamport, a.rseqOf(1), a.rseqOf(2), a.rseqOf(3)]).toEqual([8, 4, 1, 0])
    expect(b.apply([fifth]).edit).toEqual([
      { from: 0, to: 1, insert: 'yz' },
      { from: 2, to: 2, insert: 'w' },
    ])
  })

  test('what was ever inserted counts, here and elsewhere, also when it was deleted, and after opening', () => {
    const a = docOf(1)
    const b = docOf(2, [a.edit([{ from: 0, to: 0, insert: 'abc' }]), a.edit([{ from: 0, to: 2, insert: 'x' }])])
    a.apply([b.edit([{ from: 2, to: 2, insert: 'yz' }]), b.setProperty('k', 1)])
    expect([a, b, TandemDoc.fromSnapshot(a.snapshot())].map((doc) => doc.everInserted)).toEqual([6, 6, 6])
  })

  test('O1 one range over text of several runs becomes one deletion for each run of Ids', () => {
    const a = docOf(1)
    a.edit([{ from: 0, to: 0, insert: 'abcdef' }])
    a.edit([{ from: 3, to: 3, insert: 'XY' }])
    a.edit([{ from: 1, to: 2, insert: '' }])
    expect(a.edit([{ from: 0, to: 6, insert: '' }]).operations).toEqual([
      { kind: 'delete', replica: 1, counter: 0, length: 1 },
      { kind: 'delete', replica: 1, counter: 2, length: 1 },
      { kind: 'delete', replica: 1, counter: 6, length: 2 },
      { kind: 'delete', replica: 1, counter: 3, length: 2 },
    ])
    expect(a.toString()).toBe('f')
  })

  test.each<[string, readonly { from: number; to: number; insert: string }[]]>([
    ['nothing', []],
    ['a splice that does nothing', [{ from: 1, to: 1, insert: '' }]],
    ['a place outside', [{ from: 4, to: 4, insert: 'x' }]],
    ['a negative place', [{ from: -1, to: 1, insert: 'x' }]],
    ['a range that ends before it begins', [{ from: 2, to: 1, insert: 'x' }]],
    ['half a place', [{ from: 0.5, to: 1, insert: 'x' }]],
    [
      'splices that overlap',
      [
        { from: 0, to: 2, insert: '' },
        { from: 1, to: 3, insert: '' },
      ],
    ],
    [
      'a second splice that is wrong',
      [
        { from: 0, to: 1, insert: 'x' },
        { from: 2, to: 9, insert: '' },
      ],
    ],
  ])('E4 %s is refused without effect', (_, edit) => {
    const doc = docOf(1)
    doc.edit([{ from: 0, to: 0, insert: 'abc' }])
    const before = doc.snapshot()
    expect(() => doc.edit(edit)).toThrow(RangeError)
    expect(doc.snapshot()).toEqual(before)
  })

  test('E4 without an author a document is not edited', () => {
    expect(() => new TandemDoc().edit([{ from: 0, to: 0, insert: 'x' }])).toThrow('author')
    expect(() => new TandemDoc().become(0)).toThrow('replica')
    expect(new TandemDoc().replica).toBe(null)
  })

  test('C1 after opening a snapshot a replica goes on where it was', () => {
    const doc = docOf(1)
    doc.edit([{ from: 0, to: 0, insert: 'ab' }])
    const opened = TandemDoc.fromSnapshot(doc.snapshot())
    opened.become(1)
    expect(opened.edit([{ from: 2, to: 2, insert: 'c' }])).toMatchObject({ rseq: 2, lamport: 3, counter: 2 })
  })

  test('L1 when no time is left, a local edit is refused without effect', () => {
    const doc = docOf(2, [{ ...docOf(1).setProperty('k', 1), lamport: maxLamport }])
    expect(() => doc.edit([{ from: 0, to: 0, insert: 'x' }])).toThrow(expect.objectContaining({ limit: 'maxLamport' }))
    expect(() => doc.setProperty('k', 2)).toThrow(expect.objectContaining({ limit: 'maxLamport' }))
    expect([doc.length, doc.rseqOf(2), doc.properties.get('k')]).toEqual([0, 0, 1])
  })

  test('L1 too much text for one change is refused without effect', () => {
    const doc = docOf(1)
    const insert = 'x'.repeat(maxChangeUnits + 1)
    expect(() => doc.edit([{ from: 0, to: 0, insert }])).toThrow(expect.objectContaining({ limit: 'maxChangeUnits' }))
    expect(doc.rseqOf(1)).toBe(0)
  })
})

describe('what applying returns', { timeout: 60_000 }, () => {
  test('E1 E2 one edit for many changes, from the text before to the text after', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 40 }), (seed, steps) => {
        const prng = new Prng(seed)
        const a = docOf(1)
        const before = typedChanges(prng, a, 10)
        const b = docOf(2, before)
        b.edit([{ from: 0, to: 0, insert: 'here' }])
        const changes = Array.from({ length: steps }, () => randomChange(prng, a))
        const text = b.toString()
        const { edit, applied } = b.apply(changes)
        expect(applied).toBe(steps)
        expect(applyEdit(text, edit)).toBe(b.toString())
        let last = -1
        for (const { from, to, insert } of edit) {
          expect(from).toBeGreaterThan(last)
          expect(to > from || insert.length > 0).toBe(true)
          last = to
        }
      }),
    )
  })

  test('E2 text that comes and goes within one call leaves no trace', () => {
    const a = docOf(1)
    const changes = [a.edit([{ from: 0, to: 0, insert: 'abc' }]), a.edit([{ from: 0, to: 3, insert: '' }])]
    expect(docOf(2).apply(changes)).toMatchObject({ edit: [], applied: 2 })
  })
})

describe('reading', () => {
  test('E5 slice and length agree with the whole text', () => {
    const doc = docOf(1)
    typedChanges(new Prng(3), doc, 500)
    const text = doc.toString()
    expect(doc.length).toBe(text.length)
    const prng = new Prng(4)
    for (let count = 0; count < 200; count++) {
      const from = prng.int(text.length + 1)
      const to = from + prng.int(text.length - from + 1)
      expect(doc.slice(from, to)).toBe(text.slice(from, to))
    }
    expect(() => doc.slice(2, 1)).toThrow(RangeError)
    expect(() => doc.slice(0, text.length + 1)).toThrow(RangeError)
  })

  test('V1 the version is that of the moment and does not change later', () => {
    const doc = docOf(1)
    doc.edit([{ from: 0, to: 0, insert: 'ab' }])
    const version = versionOf(doc)
    doc.edit([{ from: 0, to: 0, insert: 'c' }])
    expect([version.next(1), versionOf(doc).next(1)]).toEqual([2, 3])
    expect(versionOf(doc).diff(version)).toEqual([{ replica: 1, from: 2, to: 3 }])
  })
})

test('C7 a long session of three replicas that meet now and then stays sound', { timeout: 60_000 }, () => {
  const prng = new Prng(11)
  const docs = [docOf(1), docOf(2), docOf(3)]
  const log: Change[] = []
  for (let round = 0; round < 12; round++) {
    for (const doc of docs) log.push(...typedChanges(prng, doc, 60))
    for (const doc of docs) {
      doc.apply(prng.shuffle(log))
      checkDoc(doc)
    }
    expect(new Set(docs.map((doc) => doc.toString())).size).toBe(1)
  }
  expect(docs[0]?.snapshot()).toEqual(docs[2]?.snapshot())
})
