import { expect, test } from 'vitest'
import { Figures } from '../figures.ts'
import type { ContenderName } from './contenders.ts'
import { type Row, stepsOf } from './rows.ts'
import { tableOf } from './table.ts'
import { targetNames } from './targets.ts'

function row(id: string, best: Row['best']): Row {
  return { id, label: id, unit: 'ms', value: () => undefined, best }
}

const contenders = ['Tandem', 'Hocuspocus', 'y-websocket', 'batch relay'] as const

test('the best peer is no relay; a target may name anybody', () => {
  const figures = new Figures<ContenderName>()
  for (const ms of [3, 4, 3.4]) figures.add('typing-10/p50', 'Tandem', ms)
  figures.add('typing-10/p50', 'Hocuspocus', 4)
  figures.add('typing-10/p50', 'batch relay', 2)
  expect(tableOf([row('typing-10/p50', 'least')], figures, contenders)).toEqual([
    ['row', ...contenders, 'Tandem / best peer', 'target', ''],
    ['typing-10/p50, ms', '3.4 (3–4)', '4', '', '2', '0.85', '≤ 3.5: met; ≤ 1.3 × batch relay: MISSED', ''],
  ])
})

test('where more is better, the best peer has the most', () => {
  const figures = new Figures<ContenderName>()
  figures.add('saturation/keys', 'Tandem', 900)
  figures.add('saturation/keys', 'Hocuspocus', 100)
  figures.add('saturation/keys', 'y-websocket', 1_000)
  expect(tableOf([row('saturation/keys', 'most')], figures, contenders)[1]).toEqual([
    'saturation/keys, ms',
    '900',
    '100',
    '1,000',
    '',
    '0.9',
    '≥ 8 × Hocuspocus: met; ≥ 0.55 × batch relay: not measured',
    '<- not first',
  ])
})

test('what failed is never first, and what only describes the load has no first', () => {
  const figures = new Figures<ContenderName>()
  figures.add('typing-2/p50', 'Tandem', { kind: 'failed', reason: 'gone' })
  figures.add('typing-2/p50', 'Hocuspocus', 1)
  figures.add('typing-2/rate', 'Tandem', 10)
  figures.add('typing-2/rate', 'Hocuspocus', 10)
  const [, failed, rate] = tableOf([row('typing-2/p50', 'least'), row('typing-2/rate', null)], figures, contenders)
  expect(failed?.slice(1)).toEqual(['FAILED', '1', '', '', '–', '', '<- not first'])
  expect(rate?.slice(1)).toEqual(['10', '10', '', '', '–', '', ''])
})

test.each(['whole', 'quick'] as const)('ids of rows are unique, and every target has its row: %s', (scale) => {
  const ids = stepsOf(scale, 'a trace').flatMap(({ rows }) => rows.map(({ id }) => id))
  expect(new Set(ids).size).toBe(ids.length)
  expect(targetNames.filter((name) => !ids.includes(name))).toEqual([])
})
