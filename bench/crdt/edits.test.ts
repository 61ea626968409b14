import { Prng } from '@tandem/crdt/testing'
import { expect, test } from 'vitest'
import type { TextEdit } from './contenders/contender.ts'
import { inCodeUnits, typingOf } from './edits.ts'
import { PlainText } from './plain-text.ts'

test('positions in code units, whatever pairs come and go', () => {
  const random = new Prng(1)
  for (let round = 0; round < 50; round++) {
    let points: string[] = []
    const edits: TextEdit[] = Array.from({ length: 40 }, () => {
      const at = random.int(points.length + 1)
      const deleted = random.int(Math.min(4, points.length - at + 1))
      const insert = Array.from({ length: random.int(4) }, () => ['a', 'é', '😀', '\n'][random.int(4)] ?? '')
      points = [...points.slice(0, at), ...insert, ...points.slice(at + deleted)]
      return { at, deleted, insert: insert.join('') }
    })
    const text = new PlainText()
    for (const { at, deleted, insert } of inCodeUnits(edits)) text.splice(at, deleted, insert)
    expect(text.toString()).toBe(points.join(''))
  }
})

test('without a pair nothing is converted', () => {
  const edits = [{ at: 0, deleted: 0, insert: 'ab' }]
  expect(inCodeUnits(edits)).toBe(edits)
})

test('the text that a trace starts with is its first edit; what does nothing is none', () => {
  const { edits, end } = typingOf({
    agents: 1,
    startContent: 'a',
    endContent: 'b',
    concurrent: false,
    transactions: [
      {
        agent: 0,
        parents: [],
        patches: [
          [0, 0, ''],
          [0, 1, 'b'],
        ],
      },
    ],
  })
  expect(edits['code points']).toEqual([
    { at: 0, deleted: 0, insert: 'a' },
    { at: 0, deleted: 1, insert: 'b' },
  ])
  expect(edits['code units']).toEqual(edits['code points'])
  expect(end).toBe('b')
})
