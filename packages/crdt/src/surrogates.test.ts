import { describe, expect, test } from 'vitest'
import type { Change } from './change.ts'
import type { Id } from './id.ts'
import type { Operation } from './operation.ts'
import { TandemDoc } from './tandem-doc.ts'
import { checkDoc } from './testing/check-doc.ts'
import { NaiveText } from './testing/naive-text.ts'

/** Replica 1 typed `a😀b`: counters 1 and 2 are the halves of the pair. */
const typed: Change = {
  replica: 1,
  rseq: 1,
  lamport: 1,
  counter: 0,
  operations: [{ kind: 'insert', left: null, right: null, text: 'a😀b' }],
}

function by(replica: number, ...operations: Operation[]): Change {
  return { replica, rseq: 1, lamport: 4 + replica, counter: 0, operations }
}

function at(counter: number): Id {
  return { replica: 1, counter }
}

function insert(left: Id | null, right: Id | null, text: string): Operation {
  return { kind: 'insert', left, right, text }
}

function erase(counter: number, length: number): Operation {
  return { kind: 'delete', replica: 1, counter, length }
}

describe('surrogate pairs', () => {
  test.each<[string, Change[], string]>([
    ['S2 a left origin in the middle counts as the second half', [by(2, insert(at(1), at(3), 'X'))], 'a😀Xb'],
    ['S2 a right origin in the middle counts as the first half', [by(2, insert(at(0), at(2), 'X'))], 'aX😀b'],
    [
      'S2 O5 both in the middle: the right origin then comes before the left one',
      [by(2, insert(at(1), at(2), 'X')), by(3, insert(at(2), at(3), 'Y'))],
      'a😀YbX',
    ],
    ['S3 deleting the first half deletes both', [by(2, erase(1, 1))], 'ab'],
    ['S3 deleting the second half deletes both', [by(2, erase(2, 1))], 'ab'],
    ['S3 a range that begins in the middle', [by(2, erase(2, 2))], 'a'],
    ['S3 a range that ends in the middle', [by(2, erase(0, 2))], 'b'],
    [
      'S2 S3 in a deleted pair too: left',
      [by(2, erase(2, 1)), by(3, insert(at(1), at(3), 'X')), by(4, insert(at(2), at(3), 'Y'))],
      'aXYb',
    ],
    [
      'S2 S3 in a deleted pair too: right',
      [by(2, erase(1, 1)), by(3, insert(at(0), at(2), 'X')), by(4, insert(at(0), at(1), 'Y'))],
      'aXYb',
    ],
  ])('%s', (_, changes, expected) => {
    const twin = new NaiveText()
    for (const change of [typed, ...changes]) twin.apply(change)
    for (const order of [changes, changes.toReversed()]) {
      const doc = new TandemDoc()
      doc.apply([typed])
      let opened = TandemDoc.fromSnapshot(doc.snapshot())
      for (const change of order) {
        doc.apply([change])
        opened.apply([change])
        checkDoc(doc)
        // The rule must be the same when tombstones have lost their text.
        opened = TandemDoc.fromSnapshot(opened.snapshot())
      }
      expect(doc.toString()).toBe(twin.toString())
      expect(opened.toString()).toBe(twin.toString())
      expect(opened.snapshot()).toEqual(doc.snapshot())
    }
    expect(twin.toString()).toBe(expected)
  })

  test('S2 the halves of deleted pairs are known far inside a merged tombstone', () => {
    const doc = new TandemDoc()
    const twin = new NaiveText()
    doc.become(1)
    twin.apply(doc.edit([{ from: 0, to: 0, insert: 'x😀😀y😀z' }]))
    for (let length = doc.length; length > 0; length = doc.length) {
      const from = length - (doc.toString().endsWith('😀') ? 2 : 1)
      twin.apply(doc.edit([{ from, to: length, insert: '' }]))
      checkDoc(doc)
    }
    const opened = TandemDoc.fromSnapshot(doc.snapshot())
    const hostile = [1, 2, 3, 4, 5, 6, 7].map((counter, index) =>
      by(index + 2, insert(at(counter), at(counter + 1), String(counter))),
    )
    expect(opened.apply(hostile).edit).toEqual(doc.apply(hostile).edit)
    for (const change of hostile) twin.apply(change)
    expect(doc.toString()).toBe(twin.toString())
    expect(opened.snapshot()).toEqual(doc.snapshot())
  })

  test.each<[string, number, number, string]>([
    ['a place', 2, 2, 'X'],
    ['the begin of a range', 2, 4, ''],
    ['the end of a range', 0, 2, ''],
  ])('S4 a local edit with %s inside a pair is refused without effect', (_, from, to, insertion) => {
    const doc = new TandemDoc()
    doc.become(2)
    doc.apply([typed])
    expect(() => doc.edit([{ from, to, insert: insertion }])).toThrow(RangeError)
    expect(doc.toString()).toBe('a😀b')
    expect(doc.rseqOf(2)).toBe(0)
  })

  test('S1 half a pair is never inserted', () => {
    const doc = new TandemDoc()
    doc.become(1)
    for (const text of ['\ud83d', '\ude00', 'a\ude00\ud83d']) {
      expect(() => doc.edit([{ from: 0, to: 0, insert: text }])).toThrow(RangeError)
    }
    expect(() => doc.apply([by(2, insert(null, null, '\ud83d'))])).toThrow(expect.objectContaining({ reason: 'text' }))
    expect(doc.length).toBe(0)
  })

  test('S1 halves that meet by chance are no pair: there are none', () => {
    const doc = new TandemDoc()
    doc.become(1)
    doc.edit([{ from: 0, to: 0, insert: '😀😀' }])
    doc.edit([{ from: 2, to: 2, insert: '𝒳' }])
    expect(doc.toString()).toBe('😀𝒳😀')
    checkDoc(doc)
  })
})
