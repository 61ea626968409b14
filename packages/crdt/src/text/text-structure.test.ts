import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Change } from '../change.ts'
import { DecodeError } from '../codec/decode-error.ts'
import type { Structure } from '../codec/snapshot.ts'
import { encodeSnapshot, openSnapshot } from '../codec/snapshot-codec.ts'
import { versionOf } from '../diff.ts'
import { maxUnits } from '../limits.ts'
import { partsOf, TandemDoc } from '../tandem-doc.ts'
import { Prng } from '../testing/prng.ts'
import { randomHistory } from '../testing/random-history.ts'
import { orderOf, structureOf } from './text-structure.ts'

function structure(doc: TandemDoc): Structure {
  const { text, progress } = partsOf(doc)
  const replicas = progress.states()
  return structureOf(text.order, replicas)
}

function docOf(changes: readonly Change[], isOneByOne: boolean, replica = 9): TandemDoc {
  const doc = new TandemDoc()
  doc.become(replica)
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
    expect(structure(doc).columns.start.length).toBe(0)
    doc.setProperty('key', 1)
    expect(structure(doc)).toMatchObject({ times: [[]], columns: { start: new Int32Array() } })
    doc.edit([{ from: 0, to: 0, insert: 'abc' }])
    doc.edit([{ from: 0, to: 3, insert: '' }])
    expect(structure(doc).columns).toEqual({
      start: Int32Array.of(0),
      length: Int32Array.of(3),
      left: Int32Array.of(-1),
      right: Int32Array.of(-1),
      deleted: Uint8Array.of(1),
    })
  })
})

describe('a structure that was written by nobody honest', () => {
  function opened(bytes: Uint8Array): TandemDoc {
    const doc = TandemDoc.fromSnapshot(bytes)
    doc.become(2)
    return doc
  }

  function insertion(replica: number): Change {
    return docOf([], false, replica).edit([{ from: 0, to: 0, insert: 'x' }])
  }

  test('C6 F9 and does not fit the text stops every change before it has an effect, of properties too', () => {
    const honest = docOf([], false, 1)
    honest.edit([{ from: 0, to: 0, insert: 'ab' }])
    const snapshot = openSnapshot(honest.snapshot())
    const { columns, ...rest } = snapshot.structure()
    const forged = { ...rest, columns: { ...columns, deleted: Uint8Array.of(1) } }
    const doc = opened(encodeSnapshot({ ...snapshot, structure: () => forged }))
    const property = docOf([], false, 3).setProperty('key', 1)
    for (const call of [[property], [property, insertion(4)]]) {
      expect(() => doc.apply(call)).toThrow(DecodeError)
      expect([doc.toString(), doc.properties.keys(), doc.lamport, doc.rseqOf(3)]).toEqual(['ab', [], 2, 0])
    }
  })

  test('L1 has as much text as a document may ever have: then there is no more', () => {
    const full = (counter: number): TandemDoc => {
      const structure = {
        times: [[{ counter: 0, ahead: 1 }]],
        columns: {
          start: Int32Array.of(0),
          length: Int32Array.of(counter),
          left: Int32Array.of(-1),
          right: Int32Array.of(-1),
          deleted: Uint8Array.of(1),
        },
        pairs: new Int32Array(0),
      }
      const replicas = [{ id: 1, rseq: 2, counter, lamport: counter }]
      const { text, map, digest } = openSnapshot(new TandemDoc().snapshot())
      return opened(encodeSnapshot({ replicas, text, map, digest, structure: () => structure }))
    }
    const refusal = expect.objectContaining({ limit: 'maxUnits' })
    for (const doc of [full(maxUnits), full(maxUnits - 1)]) {
      if (versionOf(doc).next(1) < maxUnits) doc.apply([insertion(3)])
      expect(() => doc.edit([{ from: 0, to: 0, insert: 'x' }])).toThrow(refusal)
      expect(() => doc.apply([insertion(4)])).toThrow(refusal)
      expect(() => doc.apply([insertion(4), insertion(5)])).toThrow(refusal)
      expect([doc.rseqOf(2), doc.rseqOf(4), doc.rseqOf(5)]).toEqual([0, 0, 0])
    }
    const nearly = full(maxUnits - 4)
    for (let at = 0; at < 3; at++) nearly.edit([{ from: at, to: at, insert: 'x' }])
    expect(() => nearly.apply([insertion(3), insertion(4)])).toThrow(refusal)
    nearly.apply([insertion(3)])
    expect(() => nearly.apply([insertion(4)])).toThrow(refusal)
    expect(nearly.toString()).toBe('xxxx')
  })
})
