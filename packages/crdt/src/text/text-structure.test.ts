import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Structure } from '../codec/snapshot.ts'
import { openSnapshot } from '../codec/snapshot-codec.ts'
import { stateOf, TandemDoc } from '../tandem-doc.ts'
import { Prng } from '../testing/prng.ts'
import { randomHistory } from '../testing/random-history.ts'
import { orderOf, structureOf } from './text-structure.ts'

function structure(doc: TandemDoc): Structure {
  const { text, progress } = stateOf(doc)
  const replicas = [...progress].map(([id, rest]) => ({ id, ...rest })).sort((a, b) => a.id - b.id)
  return structureOf(text.order, replicas)
}

function docOf(changes: Parameters<TandemDoc['apply']>[0], isOneByOne: boolean): TandemDoc {
  const doc = new TandemDoc()
  if (isOneByOne) for (const change of changes) doc.apply([change])
  else doc.apply(changes)
  return doc
}

describe('the structure of a text', { timeout: 60_000 }, () => {
  test('C7 F9 is the same whatever serials the code units have, and opening it gives all of it back', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const log = randomHistory(seed, 60)
        const doc = docOf(log, true)
        const expected = structure(doc)
        expect(structure(docOf(new Prng(seed).shuffle(log), true))).toEqual(expected)
        expect(structure(docOf(log.toReversed(), false))).toEqual(expected)
        const { text, replicas, structure: read } = openSnapshot(doc.snapshot())
        const order = orderOf(replicas, text, read())
        expect(structureOf(order, replicas)).toEqual(expected)
        expect(order.list.weight).toBe(text.length)
      }),
      { numRuns: 60 },
    )
  })

  test('F9 knows the pairs that show and those in tombstones', () => {
    const doc = new TandemDoc()
    doc.become(5)
    doc.edit([{ from: 0, to: 0, insert: 'a😀b👩c𝒳' }])
    doc.edit([{ from: 1, to: 4, insert: '' }])
    expect([...structure(doc).pairs]).toEqual([1])
    const { text, replicas, structure: read } = openSnapshot(doc.snapshot())
    const { pairs } = orderOf(replicas, text, read())
    expect([...pairs.between(0, 10)]).toEqual([1, 4, 7])
  })

  test('F9 is empty of a text that never had anything, and of one that lost all has one run', () => {
    const doc = new TandemDoc()
    doc.become(1)
    expect(structure(doc).columns.count).toBe(0)
    doc.setProperty('key', 1)
    expect(structure(doc)).toMatchObject({ times: [[]], columns: { count: 0 } })
    doc.edit([{ from: 0, to: 0, insert: 'abc' }])
    doc.edit([{ from: 0, to: 3, insert: '' }])
    expect(structure(doc).columns).toEqual({
      count: 1,
      start: Int32Array.of(0),
      length: Int32Array.of(3),
      left: Int32Array.of(-1),
      right: Int32Array.of(-1),
      deleted: Uint8Array.of(1),
    })
  })
})
