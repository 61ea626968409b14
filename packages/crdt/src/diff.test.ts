import { describe, expect, test } from 'vitest'
import { type Change, InvalidChange } from './change.ts'
import { applyDiff, diffOf, versionOf } from './diff.ts'
import { decodeDiff, encodeDiff } from './diff-codec.ts'
import { type Diff, type DiffPiece, hidden } from './diff-content.ts'
import { maxChangeUnits, maxUnits } from './limits.ts'
import { LwwMap } from './lww-map.ts'
import type { InsertOperation } from './operation.ts'
import { TandemDoc } from './tandem-doc.ts'
import { checkDoc } from './testing/check-doc.ts'
import { docOf } from './testing/doc-of.ts'
import { Version } from './version.ts'

function expectEqual(doc: TandemDoc, other: TandemDoc): void {
  expect([...doc.snapshot()]).toEqual([...other.snapshot()])
  checkDoc(doc)
}

const nothing = Version.of([])

/** One replica, 9, with pieces; everything else fits. */
function told(pieces: readonly DiffPiece[], changed: Partial<Diff['replicas'][number]> = {}): Uint8Array {
  const counter = pieces.reduce((sum, { operation, deleted }) => sum + operation.text.length * (deleted || 1), 0)
  const replica = { id: 9, rseq: 1, counter, lamport: 1_000, from: 0, deletions: [], pieces, ...changed }
  return encodeDiff({ replicas: [replica], map: new LwwMap() })
}

function inserted(
  counter: number,
  operation: Partial<InsertOperation>,
  deleted = 0,
  lamport = counter + 1,
  replica = 9,
): DiffPiece {
  const complete: InsertOperation = { kind: 'insert', left: null, right: null, text: 'x', ...operation }
  return { birth: { replica, counter, lamport }, operation: complete, deleted }
}

describe('a diff', () => {
  test('V2 brings what is lacking: text, deletions of what is known, properties', () => {
    const alice = docOf(1)
    const bob = docOf(2)
    bob.apply([alice.edit([{ from: 0, to: 0, insert: 'Hello world' }]), alice.setProperty('wrap', true)])
    const since = versionOf(bob)
    alice.edit([{ from: 0, to: 6, insert: '' }])
    alice.edit([{ from: 5, to: 5, insert: ', dear' }])
    alice.setProperty('wrap', false)
    alice.removeProperty('tabs')
    expect(applyDiff(bob, diffOf(alice, since))).toEqual({
      edit: [
        { from: 0, to: 6, insert: '' },
        { from: 11, to: 11, insert: ', dear' },
      ],
      keys: ['wrap'],
      applied: 4,
      duplicates: 0,
      buffered: 0,
    })
    expectEqual(bob, alice)
  })

  test('V3 applied again changes nothing', () => {
    const alice = docOf(1)
    const bob = docOf(2)
    alice.edit([{ from: 0, to: 0, insert: 'one 😀 two' }])
    alice.edit([{ from: 2, to: 7, insert: '' }])
    const bytes = diffOf(alice, nothing)
    applyDiff(bob, bytes)
    for (const doc of [alice, bob]) {
      expect(applyDiff(doc, bytes)).toEqual({ edit: [], keys: [], applied: 0, duplicates: 0, buffered: 0 })
    }
    expectEqual(bob, alice)
  })

  test('V2 the receiver may know more than the version, and more than the other document', () => {
    const alice = docOf(1)
    const bob = docOf(2)
    bob.apply([alice.edit([{ from: 0, to: 0, insert: 'abcdef' }])])
    const old = versionOf(alice)
    bob.apply([alice.edit([{ from: 6, to: 6, insert: 'ghi' }])])
    alice.edit([{ from: 9, to: 9, insert: 'jkl' }])
    alice.edit([{ from: 7, to: 8, insert: '' }])
    const fromBob = bob.edit([{ from: 3, to: 3, insert: '-' }])
    expect(applyDiff(bob, diffOf(alice, old)).applied).toBe(2)
    expect(bob.toString()).toBe('abc-defgijkl')
    alice.apply([fromBob])
    expectEqual(bob, alice)
    expect(applyDiff(bob, diffOf(alice, versionOf(bob))).applied).toBe(0)
  })

  test('V2 the receiver may know the beginning of what is deleted', () => {
    const alice = docOf(1)
    const bob = docOf(2)
    bob.apply([alice.edit([{ from: 0, to: 0, insert: 'abc' }])])
    alice.edit([{ from: 3, to: 3, insert: 'defg' }])
    alice.edit([{ from: 1, to: 6, insert: '' }])
    expect(applyDiff(bob, diffOf(alice, nothing)).edit).toEqual([{ from: 1, to: 3, insert: 'g' }])
    expectEqual(bob, alice)
  })

  test('V2 a version that knows more than the document, or ends inside a pair, is none of a mistake', () => {
    const alice = docOf(1)
    alice.edit([{ from: 0, to: 0, insert: 'a😀b' }])
    const pair = docOf(2)
    applyDiff(pair, diffOf(alice, Version.of([])))
    expect(decodeDiff(diffOf(alice, Version.of([[1, 2]]))).replicas[0]).toMatchObject({ from: 1 })
    expect(decodeDiff(diffOf(alice, Version.of([[1, 3]]))).replicas[0]).toMatchObject({ from: 3 })
    expect(
      decodeDiff(
        diffOf(
          alice,
          Version.of([
            [1, 99],
            [7, 5],
          ]),
        ),
      ).replicas,
    ).toMatchObject([{ from: 4, pieces: [] }])
    expectEqual(pair, alice)
  })

  test('V3 equal documents give equal bytes, however they came about', () => {
    const alice = docOf(1)
    const bob = docOf(2)
    const changes: Change[] = []
    for (let round = 0; round < 300; round++) {
      const author = round % 2 === 0 ? alice : bob
      const change = author.edit([{ from: author.length, to: author.length, insert: 'abc' }])
      changes.push(change)
      ;(author === alice ? bob : alice).apply([change])
    }
    const opened = TandemDoc.fromSnapshot(bob.snapshot())
    const since = Version.of([
      [1, 301],
      [2, 5],
    ])
    for (const doc of [bob, opened, docOf(3, changes.toReversed())]) {
      expect([...diffOf(doc, since)]).toEqual([...diffOf(alice, since)])
    }
  })

  test('V4 a diff for somebody who knows more is refused as missing, without effect', () => {
    const alice = docOf(1)
    alice.edit([{ from: 0, to: 0, insert: 'one' }])
    const since = versionOf(alice)
    alice.edit([{ from: 3, to: 3, insert: ' two' }])
    const bob = docOf(2)
    bob.edit([{ from: 0, to: 0, insert: 'mine' }])
    const before = bob.snapshot()
    expect(() => applyDiff(bob, diffOf(alice, since))).toThrow(expect.objectContaining({ code: 'missing' }))
    expect([...bob.snapshot()]).toEqual([...before])
  })

  test('V5 what waits is not in it; what waited for it is applied, or known', () => {
    const alice = docOf(1)
    const first = alice.edit([{ from: 0, to: 0, insert: 'a' }])
    const second = alice.edit([{ from: 1, to: 1, insert: 'b' }])
    const since = versionOf(alice)
    const third = alice.edit([{ from: 2, to: 2, insert: 'c' }])
    const waiting = docOf(2, [second, third])
    expect([...diffOf(waiting, nothing)]).toEqual([...diffOf(new TandemDoc(), nothing)])

    const teller = docOf(3, [first, second])
    expect(versionOf(teller).equals(since)).toBe(true)
    expect(applyDiff(waiting, diffOf(teller, nothing))).toEqual({
      edit: [{ from: 0, to: 0, insert: 'abc' }],
      keys: [],
      applied: 3,
      duplicates: 0,
      buffered: 0,
    })
    expectEqual(waiting, alice)
  })

  test('C6 V4 an invalid change that waited refuses the call and is forgotten', () => {
    const alice = docOf(1)
    alice.edit([{ from: 0, to: 0, insert: 'a' }])
    const bob = docOf(2, [{ replica: 1, rseq: 2, lamport: 9, counter: 5, operations: [{ kind: 'type', text: 'b' }] }])
    expect(() => applyDiff(bob, diffOf(alice, nothing))).toThrow(InvalidChange)
    expect(bob.toString()).toBe('')
    expect(applyDiff(bob, diffOf(alice, nothing))).toMatchObject({ applied: 1, buffered: 0 })
  })

  test('V2 origins with a later time than what was typed beside them: a clock that is late', () => {
    const alice = docOf(1)
    for (const text of 'abcdef') alice.edit([{ from: alice.length, to: alice.length, insert: text }])
    const operation = {
      kind: 'insert',
      left: { replica: 1, counter: 4 },
      right: { replica: 1, counter: 5 },
      text: '-',
    } as const
    const late = { replica: 2, rseq: 1, lamport: 1, counter: 0, operations: [operation] }
    alice.apply([late])
    const first = { ...operation, left: null, right: { replica: 2, counter: 0 } }
    alice.apply([{ replica: 3, rseq: 1, lamport: 1, counter: 0, operations: [first] }])
    const bob = docOf(9)
    applyDiff(bob, diffOf(alice, nothing))
    expectEqual(bob, alice)
  })

  test('V2 more text than a change may have, cut at a pair', { timeout: 60_000 }, () => {
    const alice = docOf(1)
    alice.edit([{ from: 0, to: 0, insert: 'x'.repeat(maxChangeUnits - 1) }])
    alice.edit([{ from: alice.length, to: alice.length, insert: '😀y' }])
    const bytes = diffOf(alice, nothing)
    expect(decodeDiff(bytes).replicas[0]?.pieces.map(({ birth }) => birth.counter)).toEqual([0, maxChangeUnits - 1])
    const bob = docOf(2)
    applyDiff(bob, bytes)
    expect(bob.digest()).toBe(alice.digest())
  })

  describe('that is forged', () => {
    const known = docOf(1)
    known.edit([{ from: 0, to: 0, insert: 'known' }])
    known.setProperty('wrap', true)

    test.each<[string, Uint8Array]>([
      ['an origin that nobody has', told([inserted(0, { left: { replica: 5, counter: 0 } })])],
      ['an origin that its replica has not', told([inserted(0, { right: { replica: 1, counter: 5 } })])],
      ['fewer code units than before', told([], { id: 1, rseq: 3, counter: 3, from: 3 })],
      ['fewer ticks than before', told([], { id: 1, rseq: 3, counter: 5, from: 5, lamport: 5 })],
      ['more code units of no more changes', told([inserted(0, { text: 'known!' }, 0, 1, 1)], { id: 1 })],
      ['a time that is taken', told([inserted(5, { text: '!' }, 0, 6, 1)], { id: 1, rseq: 3, counter: 6, from: 5 })],
      [
        'a pair where something else is known',
        told([inserted(4, { text: '😀' }, 0, 6, 1)], { id: 1, rseq: 3, counter: 6, from: 4 }),
      ],
    ])('V4 is refused as invalid, without effect: %s', (_, bytes) => {
      const doc = TandemDoc.fromSnapshot(known.snapshot())
      expect(() => applyDiff(doc, bytes)).toThrow(expect.objectContaining({ code: 'invalid' }))
      expectEqual(doc, known)
    })

    test('V4 origins in a circle', () => {
      const replica = (id: number, other: number) => ({
        id,
        rseq: 1,
        counter: 1,
        lamport: 1,
        from: 0,
        deletions: [],
        pieces: [inserted(0, { left: { replica: other, counter: 0 } }, 0, 1, id)],
      })
      const bytes = encodeDiff({ replicas: [replica(4, 6), replica(5, 4), replica(6, 5)], map: new LwwMap() })
      expect(() => applyDiff(docOf(1), bytes)).toThrow(expect.objectContaining({ code: 'invalid' }))
    })

    test('L1 V4 a tombstone that is longer than a document can be', () => {
      const bytes = told([inserted(0, { text: hidden.unit }, maxUnits)], { lamport: maxUnits })
      const doc = TandemDoc.fromSnapshot(known.snapshot())
      expect(() => applyDiff(doc, bytes)).toThrow(expect.objectContaining({ limit: 'maxUnits' }))
      expectEqual(doc, known)
      // It takes no memory, so alone it is fine.
      expect(applyDiff(docOf(3), bytes)).toMatchObject({ edit: [], applied: 1 })
    })
  })
})
