import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { authoredIn, authoredOf } from '../authored-run.ts'
import type { Change } from '../change.ts'
import type { Splice } from '../edit.ts'
import { TandemDoc } from '../tandem-doc.ts'
import { applyEdit } from '../testing/apply-edit.ts'
import { checkDoc } from '../testing/check-doc.ts'
import { docOf } from '../testing/doc-of.ts'
import { NaiveText } from '../testing/naive-text.ts'
import { Prng } from '../testing/prng.ts'
import { SharedText } from './shared-text.ts'

function reopened(doc: TandemDoc, replica: number): TandemDoc {
  const opened = TandemDoc.fromSnapshot(doc.snapshot())
  opened.become(replica)
  return opened
}

/** Two who type in turns, each at their own end of what the other types, until each has typed that many letters. */
function inTurns(letters: number, isFirstInFront: boolean): { readonly log: readonly Change[]; readonly text: string } {
  const [a, b] = [docOf(1), docOf(2)]
  const log: Change[] = []
  const parts = ['', '']
  for (let turn = 0; turn < 2 * letters; turn++) {
    const writer = turn % 2
    const letter = 'abcdefghijklmnopqrstuvwxyz'.charAt(turn % 26)
    const isInFront = (writer === 0) === isFirstInFront
    const doc = writer === 0 ? a : b
    const at = isInFront ? (parts[writer] ?? '').length : doc.length
    log.push(doc.edit([{ from: at, to: at, insert: letter }]))
    parts[writer] += letter
    a.apply(log.slice(-1))
    b.apply(log.slice(-1))
  }
  return { log, text: isFirstInFront ? parts.join('') : parts.toReversed().join('') }
}

describe('what two type in turns', { timeout: 60_000 }, () => {
  test.each([63, 64, 65, 66, 129, 130, 300])(
    'C7 O6 is the same for everybody, however its %d letters each are kept, and opened documents go on alike',
    (letters) => {
      for (const isFirstInFront of [true, false]) {
        const { log, text } = inTurns(letters, isFirstInFront)
        const byAuthor = log.toSorted((x, y) => x.replica - y.replica)
        const docs = [docOf(3, log), docOf(3), docOf(3, byAuthor), docOf(3, byAuthor.toReversed())]
        for (const change of log) docs[1]?.apply([change])
        for (const doc of [...docs]) docs.push(reopened(doc, 3))
        const [first] = docs
        for (const doc of docs) {
          checkDoc(doc)
          expect(doc.toString()).toBe(text)
          expect(authoredOf(doc)).toHaveLength(2)
          expect(doc.snapshot()).toEqual(first?.snapshot())
        }
        // Deleted in one go, whatever the blocks are: one stretch of each, and all places still are where they were.
        const anchors = [1, letters, letters + 1, 2 * letters - 1].map((at) => docs[0]?.anchorAt(at, 'after'))
        const erasures = docs.map((doc) => doc.edit([{ from: 1, to: 2 * letters - 1, insert: '' }]))
        for (const [at, doc] of docs.entries()) {
          expect(erasures[at]).toEqual(erasures[0])
          expect(doc.toString()).toBe(text.charAt(0) + text.charAt(2 * letters - 1))
          for (const anchor of anchors) expect(anchor === undefined ? -1 : doc.positionOf(anchor)).toBe(1)
          checkDoc(doc)
          expect(doc.snapshot()).toEqual(first?.snapshot())
        }
        expect(erasures[0]?.operations).toHaveLength(2)
        // A stranger who knew nothing of it deletes the same from afar.
        const far = docOf(4, log)
        const erasure = erasures.slice(0, 1)
        expect(far.apply(erasure).edit).toEqual([{ from: 1, to: 2 * letters - 1, insert: '' }])
        checkDoc(far)
        expect(far.snapshot()).toEqual(first?.snapshot())
      }
    },
  )

  test('O8 goes on without origins where the letters no longer fit in one block', () => {
    const { log } = inTurns(200, false)
    const kinds = log.map(({ operations }) => operations[0]?.kind)
    expect(kinds.filter((kind) => kind === 'insert')).toHaveLength(2)
    expect(kinds.slice(2).every((kind) => kind === 'type')).toBe(true)
  })
})

describe('what is done near the last place', { timeout: 60_000 }, () => {
  test('O2 E1 goes where it should, alone or while others do something left, right or in the middle of it', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const prng = new Prng(seed)
        const twin = new NaiveText()
        const log: Change[] = []
        const [a, b] = [docOf(1), docOf(2)]
        let caret = 0
        for (let step = 0; step < 40; step++) {
          const [doc, other] = prng.chance(0.7) ? [a, b] : [b, a]
          const { length } = doc
          if (prng.chance(0.15)) caret = prng.int(length + 1)
          const from = Math.max(0, Math.min(length, caret - prng.pick([0, 0, 1, 2])))
          const to = Math.min(length, from + (prng.chance(0.6) ? 0 : 1 + prng.int(3)))
          const insert = from === to || prng.chance(0.3) ? prng.pick(['a', 'bc', 'defg']) : ''
          if (from === to && insert === '') continue
          const splices: Splice[] = [{ from, to, insert }]
          const behind = to + prng.int(3)
          if (prng.chance(0.2) && behind > to && behind <= length)
            splices.push({ from: behind, to: behind, insert: 'x' })
          const expected = applyEdit(doc.toString(), splices)
          const change = doc.edit(splices)
          expect(doc.toString()).toBe(expected)
          caret = prng.chance(0.8) ? from + insert.length : from
          const before = other.toString()
          const { edit } = other.apply([change])
          expect(applyEdit(before, edit)).toBe(other.toString())
          log.push(change)
          twin.apply(change)
          expect([a.toString(), b.toString()]).toEqual([twin.toString(), twin.toString()])
          checkDoc(doc)
          checkDoc(other)
        }
        expect(a.snapshot()).toEqual(b.snapshot())
        expect(docOf(3, log).snapshot()).toEqual(a.snapshot())
      }),
      { numRuns: 150 },
    )
  })
})

describe('who types at the caret of another', () => {
  test('O1 O8 names origins, and so does who comes back to it', () => {
    const doc = docOf(1)
    const log = [doc.edit([{ from: 0, to: 0, insert: 'ab' }])]
    doc.become(2)
    log.push(doc.edit([{ from: 2, to: 2, insert: 'c' }]))
    doc.become(1)
    log.push(doc.edit([{ from: 3, to: 3, insert: 'd' }]), doc.edit([{ from: 4, to: 4, insert: 'e' }]))
    expect(log.map(({ operations }) => operations[0])).toEqual([
      { kind: 'insert', left: null, right: null, text: 'ab' },
      { kind: 'insert', left: { replica: 1, counter: 1 }, right: null, text: 'c' },
      { kind: 'insert', left: { replica: 2, counter: 0 }, right: null, text: 'd' },
      { kind: 'type', text: 'e' },
    ])
    checkDoc(doc)
    expect(docOf(3, log).snapshot()).toEqual(doc.snapshot())
  })
})

describe('a text whose order comes later', () => {
  test('F9 is read without it; loading it is tried again each time that it fails', () => {
    let tries = 0
    const text = new SharedText('read', () => {
      tries += 1
      throw new RangeError('no order')
    })
    expect([text.length, text.rope.toString(), text.positionOf({ at: 'end' }), tries]).toEqual([4, 'read', 4, 0])
    expect(() => text.order).toThrow('no order')
    expect(() => authoredIn(text.order)).toThrow('no order')
    expect(() => text.insertAt(0, 'a', 1, 1)).toThrow('no order')
    expect([tries, text.rope.toString()]).toEqual([3, 'read'])
  })

  test('F9 loads it once', () => {
    let tries = 0
    const text = new SharedText('', () => {
      tries += 1
      return new SharedText().order
    })
    text.insertAt(0, 'ab', 1, 1)
    expect([authoredIn(text.order), text.order.runs.size, tries]).toEqual([
      [{ from: 0, to: 2, replica: 1, counter: 0 }],
      1,
      1,
    ])
  })
})
