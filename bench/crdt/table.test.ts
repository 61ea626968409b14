import { expect, test } from 'vitest'
import { Figures } from '../figures.ts'
import type { ContenderName } from './contenders/index.ts'
import type { Section } from './rows.ts'
import { growthTable, tableOf } from './table.ts'

const section: Section = {
  title: 'Test',
  note: '',
  steps: [
    {
      scene: { kind: 'load', name: 'B1.1', size: 1 },
      workload: 'pair',
      exact: false,
      capMs: 1,
      needs: false,
      tenth: null,
      rows: [
        { id: 'B1.1/warm', label: 'append', unit: 'ms', measure: 'ms' },
        { id: 'B1.2/warm', label: 'one string', unit: 'ms', measure: 'ms' },
        { id: 'x/one-character', label: 'change', unit: 'bytes', measure: 'ms' },
      ],
    },
  ],
}

test('medians, spread, the share of the best peer, targets, and who is not first', () => {
  const figures = new Figures<ContenderName>()
  for (const ms of [30, 10, 11]) figures.add('B1.1/warm', 'Tandem', ms)
  for (const ms of [20, 24, 22]) figures.add('B1.1/warm', 'Yjs', ms)
  figures.add('B1.1/warm', 'Loro', { kind: 'too slow', capMs: 30_000 })
  figures.add('B1.2/warm', 'Tandem', 4)
  figures.add('B1.2/warm', 'Yjs', 2)
  figures.add('B1.2/warm', 'Loro', { kind: 'failed', reason: 'wrong' })
  figures.add('B1.2/warm', 'Loro', 1)
  figures.add('x/one-character', 'Tandem', 7)
  figures.add('x/one-character', 'Loro', { kind: 'unsupported', reason: '' })
  expect(tableOf(section, figures, ['Tandem', 'Yjs', 'Loro'])).toEqual([
    ['row', 'Tandem', 'Yjs', 'Loro', 'Tandem / best peer', 'target', ''],
    ['append, ms', '11 (10–30)', '22 (20–24)', '> 30 s', '0.5', '≤ 1/2 of the best: met', ''],
    ['one string, ms', '4', '2', 'FAILED', '2', 'first: MISSED', '<- not first'],
    ['change, bytes', '7', '', '–', '–', '≤ 12: met', ''],
  ])
})

test('where Tandem has no figure and a peer has, it is not first', () => {
  const figures = new Figures<ContenderName>()
  figures.add('B1.1/warm', 'Tandem', { kind: 'too slow', capMs: 1_000 })
  figures.add('B1.1/warm', 'Yjs', 2)
  expect(tableOf(section, figures, ['Tandem', 'Yjs'])[1]).toEqual(['append, ms', '> 1 s', '2', '–', '', '<- not first'])
})

test('growth of what was measured at both sizes', () => {
  const figures = new Figures<ContenderName>()
  figures.add('worst-undo/small', 'Tandem', 1)
  figures.add('worst-undo/large', 'Tandem', 10)
  figures.add('worst-undo/small', 'Yjs', 1)
  expect(growthTable(figures, ['Tandem', 'Yjs'])[1]).toEqual([
    'growth: times: delete a text of 10,000 and insert it again',
    '1.00',
    '–',
    '',
    '≤ 1.2: met',
    '',
  ])
  expect(growthTable(new Figures<ContenderName>(), ['Tandem'])).toEqual([])
})
