import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Anchor } from './anchor.ts'
import type { Change } from './change.ts'
import { applyDiff, diffOf, versionOf } from './diff.ts'
import type { Edit } from './edit.ts'
import { composeEdits } from './edit-composition.ts'
import { generateCase, type Shape, shortShape } from './fuzz/generate-case.ts'
import { runCase } from './fuzz/run-case.ts'
import { TandemDoc } from './tandem-doc.ts'
import { checkDoc } from './testing/check-doc.ts'
import { Prng } from './testing/prng.ts'
import { Version } from './version.ts'

/** What several replicas did, some of it hostile, in an order in which it could be done. */
function session(seed: number): readonly Change[] {
  const shape: Shape = { ...shortShape, replicas: 5, maxSteps: 30, hostile: seed % 2 === 0 }
  return runCase(generateCase(seed, shape)).log
}

function docOf(changes: readonly Change[]): TandemDoc {
  const doc = new TandemDoc()
  doc.apply(changes)
  return doc
}

/** A replica that has heard of a beginning, and of some of the rest; what it lacks of that has others wait. */
function somewhere(prng: Prng, log: readonly Change[]): { readonly doc: TandemDoc; readonly given: readonly Change[] } {
  const cut = prng.int(log.length + 1)
  const rest = prng.shuffle(log.slice(cut)).slice(prng.int(log.length - cut + 1))
  const given = [...log.slice(0, cut), ...rest]
  return { doc: docOf(given), given }
}

/** The list in pieces of random sizes. */
function inBatches<T>(prng: Prng, list: readonly T[]): readonly (readonly T[])[] {
  const batches: T[][] = []
  for (let at = 0; at < list.length; ) {
    const size = 1 + prng.int(prng.chance(0.5) ? 3 : list.length)
    batches.push(list.slice(at, at + size))
    at += size
  }
  return batches
}

function expectEqual(doc: TandemDoc, other: TandemDoc): void {
  expect(doc.buffered).toBe(0)
  expect(doc.toString()).toBe(other.toString())
  expect(doc.digest()).toBe(other.digest())
  expect(doc.properties.entries()).toEqual(other.properties.entries())
  expect([...versionOf(doc).entries()]).toEqual([...versionOf(other).entries()])
  expect([...doc.snapshot()]).toEqual([...other.snapshot()])
  checkDoc(doc)
}

describe('laws', { timeout: 60_000 }, () => {
  const law = (holds: (log: readonly Change[], prng: Prng) => void) =>
    fc.assert(
      fc.property(fc.nat(), (seed) => holds(session(seed), new Prng(seed))),
      { numRuns: 120 },
    )

  test('C2 C7 commutative: the order in which changes come does not matter', () => {
    law((log, prng) => {
      const expected = docOf(log)
      for (const order of [log.toReversed(), prng.shuffle(log)]) {
        const doc = new TandemDoc()
        for (const change of order) doc.apply([change])
        expectEqual(doc, expected)
      }
    })
  })

  test('C7 E1 E3 associative: how changes are batched does not matter, and the edits make up the same edit', () => {
    law((log, prng) => {
      const expected = new TandemDoc()
      const order = prng.shuffle(log)
      const { edit, applied } = expected.apply(order)
      expect(applied).toBe(log.length)
      for (const batches of [inBatches(prng, order), order.map((change) => [change])]) {
        const doc = new TandemDoc()
        const composed = batches.reduce<Edit>((sum, batch) => composeEdits(sum, doc.apply(batch).edit), [])
        expect(composed).toEqual(edit)
        expectEqual(doc, expected)
      }
    })
  })

  test('C1 idempotent: what comes again, at once or later, applied or waiting, has no effect', () => {
    law((log, prng) => {
      const doc = new TandemDoc()
      const seen: Change[] = []
      let applied = 0
      for (const change of prng.shuffle(log)) {
        seen.push(change)
        applied += doc.apply([change]).applied
        const again = [change, prng.pick(seen), prng.pick(seen)]
        const before = doc.toString()
        expect(doc.apply(again)).toMatchObject({ edit: [], keys: [], applied: 0, duplicates: 3 })
        expect(doc.toString()).toBe(before)
      }
      expect(applied).toBe(log.length)
      expectEqual(doc, docOf([...log, ...log]))
    })
  })

  test('F9 snapshot = replay: saved and opened anywhere on the way, it goes on to the same end', () => {
    law((log, prng) => {
      const cut = prng.int(log.length + 1)
      const saved = docOf(log.slice(0, cut))
      const opened = TandemDoc.fromSnapshot(saved.snapshot())
      expectEqual(TandemDoc.fromSnapshot(opened.snapshot()), saved)
      const rest = prng.chance(0.5) ? prng.shuffle(log.slice(cut)) : prng.shuffle(log)
      expect(opened.apply(rest).edit).toEqual(saved.apply(rest).edit)
      expectEqual(opened, docOf(log))
    })
  })

  test('V2 V3 V5 diff + apply = copy: what a diff brings is what the changes would have brought, and it goes on to the same end', () => {
    law((log, prng) => {
      const [a, b, other] = [somewhere(prng, log), somewhere(prng, log), somewhere(prng, log)]
      const applied = a.given.filter(({ replica, rseq }) => rseq <= a.doc.rseqOf(replica))
      const expected = docOf(b.given)
      const bytes = diffOf(a.doc, versionOf(b.doc))
      expect([...diffOf(TandemDoc.fromSnapshot(a.doc.snapshot()), versionOf(b.doc))]).toEqual([...bytes])
      expect({ ...applyDiff(b.doc, bytes), duplicates: 0 }).toEqual({ ...expected.apply(applied), duplicates: 0 })
      expect([...b.doc.snapshot()]).toEqual([...expected.snapshot()])
      checkDoc(b.doc)
      expect(applyDiff(b.doc, bytes)).toMatchObject({ edit: [], keys: [], applied: 0, buffered: expected.buffered })
      // Whoever knows more than the version gets what is new to them; what they lack of it is asked for.
      const version = versionOf(other.doc)
      if (versionOf(b.doc).includes(version)) applyDiff(b.doc, diffOf(a.doc, version))
      else
        expect(() => applyDiff(b.doc, diffOf(docOf(log), version))).toThrow(
          expect.objectContaining({ code: 'missing' }),
        )
      expect([...b.doc.snapshot()]).toEqual([...expected.snapshot()])

      const copy = new TandemDoc()
      applyDiff(copy, diffOf(a.doc, Version.of([])))
      expectEqual(copy, docOf(applied))
      for (const doc of [b.doc, copy]) {
        doc.apply(prng.shuffle(log))
        expectEqual(doc, docOf(log))
      }
    })
  })

  test('A1 A2 A4 anchors agree on every replica, whatever it had when they were made', () => {
    law((log, prng) => {
      const anchors: Anchor[] = []
      const doc = new TandemDoc()
      for (const change of log) {
        doc.apply([change])
        if (prng.chance(0.5))
          anchors.push(doc.anchorAt(prng.int(doc.length + 1), prng.chance(0.5) ? 'before' : 'after'))
      }
      const positions = anchors.map((anchor) => doc.positionOf(anchor))
      expect(positions).not.toContain(null)
      const others = [
        docOf(log.toReversed()),
        docOf(prng.shuffle(log)),
        TandemDoc.fromSnapshot(doc.snapshot()),
        TandemDoc.fromSnapshot(docOf(prng.shuffle(log)).snapshot()),
      ]
      for (const other of others) expect(anchors.map((anchor) => other.positionOf(anchor))).toEqual(positions)
    })
  })
})
