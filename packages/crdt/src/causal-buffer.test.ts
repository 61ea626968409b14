import { describe, expect, test } from 'vitest'
import type { Change } from './change.ts'
import { versionOf } from './diff.ts'
import { maxBufferedChanges, maxBufferedWeight, maxChangeUnits } from './limits.ts'
import { TandemDoc } from './tandem-doc.ts'
import { checkDoc } from './testing/check-doc.ts'
import { docOf } from './testing/doc-of.ts'

function append(doc: TandemDoc, insert: string): Change {
  return doc.edit([{ from: doc.length, to: doc.length, insert }])
}

/** A: four changes; B: two after having seen all of A's. Each needs all before it. */
function conversation(): { readonly changes: readonly Change[]; readonly text: string } {
  const a = docOf(1)
  const b = docOf(2)
  const fromA = ['a', 'b', 'c', 'd'].map((text) => append(a, text))
  b.apply(fromA)
  return { changes: [...fromA, append(b, 'x'), append(b, 'y')], text: 'abcdxy' }
}

describe('the causal buffer', () => {
  test('C1 a change applied twice has no effect the second time', () => {
    const { changes, text } = conversation()
    const doc = new TandemDoc()
    expect(doc.apply([...changes, ...changes])).toMatchObject({ applied: 6, duplicates: 6, buffered: 0 })
    const before = doc.snapshot()
    expect(doc.apply(changes)).toEqual({ edit: [], keys: [], applied: 0, duplicates: 6, buffered: 0 })
    expect(doc.snapshot()).toEqual(before)
    expect(doc.toString()).toBe(text)
  })

  test('C1 a change that waits already is a duplicate too', () => {
    const { changes } = conversation()
    const doc = new TandemDoc()
    const late = changes.slice(1, 2)
    expect(doc.apply(late)).toMatchObject({ applied: 0, duplicates: 0, buffered: 1 })
    expect(doc.apply([...late, ...late])).toMatchObject({ applied: 0, duplicates: 2, buffered: 1 })
  })

  test('C2 changes wait for the one before them, and for what they refer to, whatever the order', () => {
    const { changes, text } = conversation()
    const doc = new TandemDoc()
    for (const [at, change] of changes.toReversed().entries()) {
      const last = at === changes.length - 1
      expect(doc.apply([change])).toMatchObject({ applied: last ? 6 : 0, buffered: last ? 0 : at + 1 })
      checkDoc(doc)
    }
    expect(doc.toString()).toBe(text)
    const other = new TandemDoc()
    expect(other.apply(changes.toReversed())).toMatchObject({ applied: 6, edit: [{ from: 0, to: 0, insert: text }] })
  })

  test('C2 F9 what waits is not in a snapshot', () => {
    const { changes } = conversation()
    const doc = new TandemDoc()
    doc.apply([...changes.slice(0, 2), ...changes.slice(3)])
    const opened = TandemDoc.fromSnapshot(doc.snapshot())
    expect(doc.buffered).toBe(3)
    expect(opened.buffered).toBe(0)
    expect(opened.toString()).toBe('ab')
    opened.apply(changes)
    doc.apply(changes)
    expect(opened.snapshot()).toEqual(doc.snapshot())
  })

  test('C3 no more changes wait than may, and a call that would exceed it has no effect', () => {
    const waiting = (rseq: number): Change => ({
      replica: 1,
      rseq,
      lamport: rseq,
      counter: 0,
      operations: [{ kind: 'remove', key: 'a' }],
    })
    const doc = new TandemDoc()
    doc.apply(Array.from({ length: maxBufferedChanges }, (_, at) => waiting(at + 2)))
    expect(doc.buffered).toBe(maxBufferedChanges)
    expect(() => doc.apply([waiting(maxBufferedChanges + 2)])).toThrow(
      expect.objectContaining({ name: 'LimitExceeded', limit: 'maxBufferedChanges' }),
    )
    expect(doc.buffered).toBe(maxBufferedChanges)
    expect(doc.apply([waiting(maxBufferedChanges + 2), waiting(1)])).toMatchObject({ buffered: 0 })
  })

  test('C3 no more text waits than may', () => {
    const text = 'x'.repeat(maxChangeUnits)
    const waiting = (rseq: number): Change => ({
      replica: 1,
      rseq,
      lamport: rseq * text.length,
      counter: 0,
      operations: [{ kind: 'insert', left: null, right: null, text }],
    })
    const doc = new TandemDoc()
    doc.apply([waiting(2)])
    expect(2 * maxChangeUnits + 2).toBeGreaterThan(maxBufferedWeight)
    expect(() => doc.apply([waiting(3)])).toThrow(expect.objectContaining({ limit: 'maxBufferedWeight' }))
    expect(doc.buffered).toBe(1)
  })

  test('C3 what a call lets go no longer counts when it brings something else that waits', () => {
    const waiting = (replica: number, rseq: number, text: string): Change => ({
      replica,
      rseq,
      lamport: rseq * maxChangeUnits,
      counter: (rseq - 1) * text.length,
      operations: [{ kind: 'insert', left: null, right: null, text }],
    })
    const [large, small] = ['x'.repeat(maxChangeUnits), 'x']
    const light = new TandemDoc()
    light.apply(Array.from({ length: maxBufferedChanges }, (_, at) => waiting(1, at + 2, small)))
    const many = { applied: maxBufferedChanges + 1, buffered: 1 }
    expect(light.apply([waiting(1, 1, small), waiting(2, 2, small)])).toMatchObject(many)
    const heavy = new TandemDoc()
    heavy.apply([{ ...waiting(1, 2, large), counter: 1 }])
    const two = { applied: 2, buffered: 1 }
    expect(heavy.apply([waiting(1, 1, small), waiting(2, 2, large)])).toMatchObject(two)
  })

  test('C1 a change that waits is forgotten when a local one takes its name', () => {
    const a = docOf(1)
    const [, second] = [append(a, 'a'), append(a, 'b')]
    const doc = docOf(1)
    expect(doc.apply([second])).toMatchObject({ buffered: 1 })
    append(doc, 'c')
    expect(doc.buffered).toBe(1)
    append(doc, 'd')
    expect(doc.buffered).toBe(0)
    expect(doc.apply([second])).toMatchObject({ applied: 0, duplicates: 1, buffered: 0 })
    expect(doc.toString()).toBe('cd')
  })

  test.each<[string, string, Partial<Change>]>([
    ['counter', 'a counter that leaves some out', { counter: 3 }],
    ['counter', 'a counter that was used', { counter: 1 }],
    ['lamport', 'a time that was taken', { lamport: 3 }],
  ])('C5 C6 refuses as %s: %s, and the whole call with it', (reason, _, wrong) => {
    const a = docOf(1)
    const doc = new TandemDoc()
    doc.apply([append(a, 'ab'), a.setProperty('language', 'css')])
    const before = doc.snapshot()
    const next = a.edit([{ from: 0, to: 0, insert: 'c' }])
    const call = [append(docOf(2), 'z'), { ...next, ...wrong }]
    expect(() => doc.apply(call)).toThrow(expect.objectContaining({ name: 'InvalidChange', reason, rseq: 3 }))
    expect(doc.snapshot()).toEqual(before)
    expect(doc.buffered).toBe(0)
    doc.apply([next])
    expect(doc.toString()).toBe('cab')
  })

  test('C6 a waiting change that turns out invalid stops the call once, and is forgotten', () => {
    const a = docOf(1)
    const first = append(a, 'a')
    const second = append(a, 'b')
    const doc = new TandemDoc()
    doc.apply([{ ...second, counter: 2, lamport: 3 }])
    expect(() => doc.apply([first])).toThrow(expect.objectContaining({ reason: 'counter', rseq: 2 }))
    expect(doc.length).toBe(0)
    expect(doc.buffered).toBe(0)
    doc.apply([first])
    doc.apply([second])
    expect(doc.toString()).toBe('ab')
  })

  test('C6 an ill-formed change anywhere in a call stops all of it', () => {
    const { changes } = conversation()
    const doc = new TandemDoc()
    const bad: Change = { replica: 9, rseq: 1, lamport: 1, counter: 0, operations: [] }
    expect(() => doc.apply([...changes, bad])).toThrow(expect.objectContaining({ reason: 'malformed' }))
    expect(doc.length).toBe(0)
    expect(versionOf(doc).entries().next().done).toBe(true)
  })
})
