import { describe, expect, test } from 'vitest'
import { type Change, changeExtent, checkChange, InvalidChange } from './change.ts'
import { maxChangeUnits, maxCounter, maxKeyUnits, maxLamport, maxReplica, maxRseq, maxValueUnits } from './limits.ts'
import type { InsertOperation, Operation } from './operation.ts'
import { changeReferences } from './references.ts'

const typed: InsertOperation = { kind: 'insert', left: null, right: null, text: 'abc' }
const valid: Change = { replica: 7, rseq: 3, lamport: 20, counter: 10, operations: [typed] }

function change(fields: Partial<Change>): Change {
  return { ...valid, ...fields }
}

function doing(...operations: Operation[]): Change {
  return change({ operations })
}

function erase(replica: number, counter: number, length: number): Operation {
  return { kind: 'delete', replica, counter, length }
}

describe('checkChange', () => {
  test.each<[string, Change]>([
    ['typing', valid],
    [
      'the largest numbers',
      change({ replica: maxReplica, rseq: maxRseq, lamport: maxLamport - 2, counter: maxCounter - 2 }),
    ],
    ['fewer ticks than changes: some only deleted', change({ lamport: 1, counter: 0 })],
    ['a deletion at the last time', { ...doing(erase(1, 3, 1)), lamport: maxLamport }],
    ['typing on', doing({ kind: 'type', text: 'abc' })],
    ['typing on from what it has just inserted', { ...doing(typed, { kind: 'type', text: 'd' }), counter: 0 }],
    ['a reference to its own older text', doing({ ...typed, left: { replica: 7, counter: 9 } })],
    ['a reference to what it inserted before', doing(typed, { ...typed, left: { replica: 7, counter: 11 } })],
    ['deleting what it inserted before', doing(typed, erase(7, 8, 5))],
    ['deletions side by side', doing(erase(1, 3, 2), erase(1, 5, 1), erase(1, 0, 3), erase(2, 3, 2))],
    ['properties', doing({ kind: 'set', key: '', value: -0 }, { kind: 'remove', key: '😀' })],
    ['long text in a property', doing({ kind: 'set', key: 'k'.repeat(maxKeyUnits), value: 'v'.repeat(maxValueUnits) })],
  ])('C4 accepts %s', (_, good) => {
    expect(() => checkChange(good)).not.toThrow()
  })

  const half = '\ud83d'
  test.each<[string, string, Change]>([
    ['malformed', 'replica 0', change({ replica: 0 })],
    ['malformed', 'a replica above the limit', change({ replica: maxReplica + 1 })],
    ['malformed', 'a replica that is no integer', change({ replica: 1.5 })],
    ['malformed', 'rseq 0', change({ rseq: 0 })],
    ['malformed', 'rseq NaN', change({ rseq: Number.NaN })],
    ['malformed', 'a negative counter', change({ counter: -1 })],
    ['malformed', 'a lamport above the limit', change({ lamport: maxLamport + 1 })],
    ['malformed', 'no operation', doing()],
    ['malformed', 'an empty insertion', doing({ ...typed, text: '' })],
    ['malformed', 'a deletion of nothing', doing(erase(1, 3, 0))],
    ['malformed', 'a deletion past the last counter', doing(erase(1, maxCounter, 2))],
    ['malformed', 'an origin with a negative counter', doing({ ...typed, left: { replica: 1, counter: -1 } })],
    ['malformed', 'an origin of replica 0', doing({ ...typed, right: { replica: 0, counter: 1 } })],
    ['malformed', 'an infinite value', doing({ kind: 'set', key: 'a', value: Number.POSITIVE_INFINITY })],
    ['lamport', 'fewer ticks than code units', change({ lamport: 10 })],
    ['text', 'half a pair', doing({ ...typed, text: `a${half}` })],
    ['text', 'half a pair in a key', doing({ kind: 'remove', key: half })],
    ['text', 'half a pair in a value', doing({ kind: 'set', key: 'a', value: half })],
    ['limit', 'a long key', doing({ kind: 'remove', key: 'k'.repeat(maxKeyUnits + 1) })],
    ['limit', 'a long value', doing({ kind: 'set', key: 'k', value: 'v'.repeat(maxValueUnits + 1) })],
    ['limit', 'counters past the last', change({ lamport: maxCounter, counter: maxCounter - 1 })],
    ['malformed', 'typing nothing on', doing({ kind: 'type', text: '' })],
    ['text', 'half a pair typed on', doing({ kind: 'type', text: half })],
    ['limit', 'too much text typed on', doing({ kind: 'type', text: 'x'.repeat(maxChangeUnits + 1) })],
    ['reference', 'typing on where nothing was typed', { ...doing({ kind: 'type', text: 'a' }), counter: 0 }],
    ['limit', 'ticks past the last', change({ lamport: maxLamport - 1 })],
    ['limit', 'too much text', doing({ ...typed, text: 'x'.repeat(maxChangeUnits + 1) })],
    ['overlap', 'deleting a code unit twice', doing(erase(1, 3, 3), erase(1, 5, 1))],
    ['reference', 'an origin that it never inserts', doing({ ...typed, left: { replica: 7, counter: 13 } })],
    ['reference', 'an origin in itself', doing({ ...typed, right: { replica: 7, counter: 10 } })],
    ['reference', 'deleting what it inserts later', doing(erase(7, 10, 1), typed)],
  ])('C4 refuses as %s: %s', (reason, _, bad) => {
    expect(() => checkChange(bad)).toThrow(expect.objectContaining({ name: 'InvalidChange', reason }))
    expect(() => checkChange(bad)).toThrow(InvalidChange)
  })
})

test.each<[string, Change, number, number]>([
  ['insertions count as counters and ticks', doing(typed, typed), 6, 6],
  ['deletions count as neither', doing(erase(1, 0, 5), typed), 3, 3],
  ['properties count as ticks', doing(typed, { kind: 'remove', key: 'a' }), 3, 4],
  ['typing on counts as an insertion', doing({ kind: 'type', text: 'ab' }), 2, 2],
  ['a change that only deletes takes no tick', doing(erase(1, 0, 5)), 0, 0],
])('C8 %s', (_, given, characters, lamports) => {
  expect(changeExtent(given)).toEqual({ characters, lamports })
})

test.each<[string, Change, [number, number][]]>([
  ['nothing', valid, []],
  ['nothing but its replica when it goes on typing', doing({ kind: 'type', text: 'a' }), []],
  [
    'both origins',
    doing({ ...typed, left: { replica: 1, counter: 4 }, right: { replica: 2, counter: 9 } }),
    [
      [1, 4],
      [2, 9],
    ],
  ],
  ['the end of a deletion', doing(erase(1, 4, 6)), [[1, 9]]],
  [
    'the highest of several',
    doing(erase(1, 4, 6), erase(1, 0, 1), erase(3, 0, 1)),
    [
      [1, 9],
      [3, 0],
    ],
  ],
  ['its own older text', doing({ ...typed, left: { replica: 7, counter: 9 } }), [[7, 9]]],
  ['not what it inserts itself', doing(typed, { ...typed, left: { replica: 7, counter: 12 } }), []],
  ['of a deletion across both, the older part', doing(typed, erase(7, 3, 9)), [[7, 9]]],
])('C2 a change depends on %s', (_, given, references) => {
  expect([...changeReferences(given)]).toEqual(references)
})
