import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Change } from './change.ts'
import { decodeChange, encodeChange } from './codec/change-codec.ts'
import type { Id, ReplicaId } from './id.ts'
import type { Operation } from './operation.ts'
import { TandemDoc } from './tandem-doc.ts'
import { checkDoc } from './testing/check-doc.ts'
import { docOf, erase, insert } from './testing/doc-of.ts'
import { NaiveText } from './testing/naive-text.ts'
import { Prng } from './testing/prng.ts'
import { randomChange } from './testing/random-edits.ts'

function kinds(change: Change): readonly string[] {
  return change.operations.map(({ kind }) => kind)
}

/** The same changes with the origins that those who go on typing leave out. They must be honest, and in causal order. */
function explicit(changes: readonly Change[]): readonly Change[] {
  const rights = new Map<ReplicaId, Id | null>()
  return changes.map((change) => {
    let next = change.counter
    const operations = change.operations.map((operation): Operation => {
      if (operation.kind !== 'insert' && operation.kind !== 'type') return operation
      const left = { replica: change.replica, counter: next - 1 }
      next += operation.text.length
      if (operation.kind === 'type') {
        return { kind: 'insert', left, right: rights.get(change.replica) ?? null, text: operation.text }
      }
      rights.set(change.replica, operation.right)
      return operation
    })
    return { ...change, operations }
  })
}

describe('who goes on typing', () => {
  test('O8 names no origins as long as the run gets longer', () => {
    const a = docOf(1)
    expect(kinds(insert(a, 0, 'a'))).toEqual(['insert'])
    expect(insert(a, 1, 'b').operations).toEqual([{ kind: 'type', text: 'b' }])
    expect(insert(a, 2, '😀').operations).toEqual([{ kind: 'type', text: '😀' }])
    expect(kinds(insert(a, 4, 'c'))).toEqual(['type'])
    expect(a.toString()).toBe('ab😀c')
  })

  test('O8 also in front of others’ text, and after a deletion somewhere else in the same change', () => {
    const b = docOf(2, [insert(docOf(1), 0, 'xyz')])
    expect(kinds(insert(b, 1, 'a'))).toEqual(['insert'])
    expect(kinds(insert(b, 2, 'b'))).toEqual(['type'])
    const both = b.edit([
      { from: 0, to: 1, insert: '' },
      { from: 3, to: 3, insert: 'c' },
    ])
    expect(kinds(both)).toEqual(['delete', 'type'])
    expect(b.toString()).toBe('abcyz')
  })

  test('O8 typing elsewhere, or after deleting the newest, has origins', () => {
    const a = docOf(1)
    insert(a, 0, 'abc')
    expect(kinds(insert(a, 1, 'x'))).toEqual(['insert'])
    expect(kinds(insert(a, 4, 'd'))).toEqual(['insert'])
    erase(a, 4, 5)
    expect(kinds(insert(a, 4, 'e'))).toEqual(['insert'])
    expect(a.toString()).toBe('axbce')
  })

  test('O8 so has typing where something else follows than the right origin, be it deleted', () => {
    const a = docOf(1)
    const typed = insert(a, 0, 'ab')
    const b = docOf(2, [typed])
    const behind = insert(b, 2, 'X')
    a.apply([behind, erase(b, 2, 3)])
    expect(a.toString()).toBe('ab')
    expect(insert(a, 2, 'c').operations).toEqual([
      { kind: 'insert', left: { replica: 1, counter: 1 }, right: { replica: 2, counter: 0 }, text: 'c' },
    ])
  })

  test('O8 after opening a snapshot too', () => {
    const a = docOf(1)
    insert(a, 0, 'ab')
    const opened = TandemDoc.fromSnapshot(a.snapshot())
    opened.become(1)
    expect(kinds(insert(opened, 2, 'c'))).toEqual(['type'])
  })

  test('O8 O5 has the right origin that the newest code unit counts with, not the one that it named', () => {
    const base = insert(docOf(1), 0, 'ab')
    const forged: Change = {
      replica: 2,
      rseq: 1,
      lamport: 3,
      counter: 0,
      operations: [
        // A right origin left of the left one: it counts as the end.
        { kind: 'insert', left: { replica: 1, counter: 1 }, right: { replica: 1, counter: 0 }, text: 'X' },
        { kind: 'type', text: 'Y' },
      ],
    }
    const rival = insert(docOf(3, [base]), 2, 'Z')
    for (const order of [
      [base, forged, rival],
      [base, rival, forged],
    ]) {
      const doc = docOf(9, order)
      expect(doc.toString()).toBe('abXYZ')
      checkDoc(doc)
      const twin = new NaiveText()
      for (const change of order) twin.apply(change)
      expect(twin.toString()).toBe('abXYZ')
    }
  })

  test('O8 C2 has to wait for its own text only', () => {
    const a = docOf(1)
    const first = insert(a, 0, 'a')
    const second = insert(a, 1, 'b')
    const doc = new TandemDoc()
    expect(doc.apply([second])).toMatchObject({ applied: 0, buffered: 1 })
    expect(doc.apply([first])).toMatchObject({ applied: 2, edit: [{ from: 0, to: 0, insert: 'ab' }] })
  })

  test('O8 C7 gives the same document as the insertion with its origins', { timeout: 60_000 }, () => {
    let typedOn = 0
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const prng = new Prng(seed)
        const docs = [docOf(1), docOf(2), docOf(3)]
        const log: Change[] = []
        for (let step = 0; step < 30; step++) {
          const doc = prng.pick(docs)
          log.push(prng.chance(0.5) && doc.length > 0 ? insert(doc, doc.length, 'e') : randomChange(prng, doc))
          if (prng.chance(0.2)) for (const other of docs) other.apply(log)
        }
        typedOn += log.flatMap(kinds).filter((kind) => kind === 'type').length
        const sent = log.map((change) => decodeChange(encodeChange(change)))
        const doc = docOf(9, sent)
        const other = docOf(9, explicit(sent))
        expect(other.toString()).toBe(doc.toString())
        expect(other.snapshot()).toEqual(doc.snapshot())
        checkDoc(doc)
      }),
      { numRuns: 300 },
    )
    expect(typedOn).toBeGreaterThan(1000)
  })
})
