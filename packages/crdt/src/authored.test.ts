import fc from 'fast-check'
import { expect, test } from 'vitest'
import { authoredOf } from './authored-run.ts'
import type { Id } from './id.ts'
import { TandemDoc } from './tandem-doc.ts'
import { docOf } from './testing/doc-of.ts'
import { NaiveText } from './testing/naive-text.ts'
import { Prng } from './testing/prng.ts'
import { hostileChange, randomChange } from './testing/random-edits.ts'

test('H1 an empty text has no runs', () => {
  const doc = docOf(1)
  expect(authoredOf(doc)).toEqual([])
  doc.edit([{ from: 0, to: 0, insert: 'gone' }])
  doc.edit([{ from: 0, to: 4, insert: '' }])
  expect(authoredOf(doc)).toEqual([])
})

test('H1 runs end where the author changes, and where something was deleted or put between', () => {
  const a = docOf(1)
  const b = docOf(2)
  b.apply([a.edit([{ from: 0, to: 0, insert: 'abcdef' }])])
  a.apply([b.edit([{ from: 2, to: 3, insert: 'x' }])])
  a.edit([{ from: 5, to: 5, insert: 'y' }])
  expect(a.toString()).toBe('abxdeyf')
  expect(authoredOf(a)).toEqual([
    { from: 0, to: 2, replica: 1, counter: 0 },
    { from: 2, to: 3, replica: 2, counter: 0 },
    { from: 3, to: 5, replica: 1, counter: 3 },
    { from: 5, to: 6, replica: 1, counter: 6 },
    { from: 6, to: 7, replica: 1, counter: 5 },
  ])
})

test('H1 a run goes on over a place where a deleted character of somebody else is', () => {
  const a = docOf(1)
  const b = docOf(2)
  b.apply([a.edit([{ from: 0, to: 0, insert: 'ab' }])])
  a.apply([b.edit([{ from: 1, to: 1, insert: 'x' }]), b.edit([{ from: 1, to: 2, insert: '' }])])
  expect(authoredOf(a)).toEqual([{ from: 0, to: 2, replica: 1, counter: 0 }])
})

test('H1 the runs name what the slow twin names, of honest and hostile changes, also after opening', {
  timeout: 60_000,
}, () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 1, max: 30 }), (seed, steps) => {
      const prng = new Prng(seed)
      const docs = [docOf(1), docOf(2)]
      const reader = docOf(4)
      const twin = new NaiveText()
      for (let step = 0; step < steps; step++) {
        const change = prng.chance(0.2) ? hostileChange(prng, reader, 3) : randomChange(prng, prng.pick(docs))
        twin.apply(change)
        reader.apply([change])
        if (prng.chance(0.5)) for (const doc of docs) doc.apply([change])
      }
      for (const doc of [reader, TandemDoc.fromSnapshot(reader.snapshot())]) {
        const runs = authoredOf(doc)
        const ids: Id[] = []
        let end = 0
        for (const [at, { from, to, replica, counter }] of runs.entries()) {
          expect(from).toBe(end)
          expect(to).toBeGreaterThan(from)
          const before = runs[at - 1]
          const goesOn = before?.replica === replica && before.counter + before.to - before.from === counter
          expect(goesOn).toBe(false)
          for (let offset = 0; offset < to - from; offset++) ids.push({ replica, counter: counter + offset })
          end = to
        }
        expect(end).toBe(doc.length)
        expect(ids).toEqual(twin.ids())
      }
    }),
    { numRuns: 200 },
  )
})
