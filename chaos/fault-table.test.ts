import { expect, test } from 'vitest'
import { faultTable, printTable } from './fault-table.ts'
import { good, historyWith } from './testing/good-history.ts'

const row = { injected: 0, kills: 0, acked: 0, lost: 0, doubled: 0, longestStallMs: 0 }

test('an edit belongs to the fault before it; what is given back counts for none', () => {
  expect(faultTable(historyWith({}))).toEqual([
    { ...row, fault: '(none yet)', acked: 1, longestStallMs: 10 },
    { ...row, fault: 'kill-node', injected: 1, kills: 1, acked: 1, longestStallMs: 10 },
  ])
})

test('an edit that was echoed is lost when the log has it not, and doubled when it has it twice', () => {
  const { log } = good
  const [first, second] = log.rows
  if (!first || !second) throw new Error('the log has two rows')
  const lost = faultTable(historyWith({ log: { ...log, rows: [first] } }))
  expect(lost.map(({ fault, lost, doubled }) => [fault, lost, doubled])).toEqual([
    ['(none yet)', 0, 0],
    ['kill-node', 1, 0],
  ])
  const doubled = faultTable(historyWith({ log: { ...log, rows: [first, second, first] } }))
  expect(doubled.map(({ fault, lost, doubled }) => [fault, lost, doubled])).toEqual([
    ['(none yet)', 0, 1],
    ['kill-node', 0, 0],
  ])
})

test('an edit that is echoed again after a reload counts once', () => {
  const table = faultTable(historyWith({}, [{ ...good.acked1, t: 85 }]))
  expect(table.map(({ acked }) => acked)).toEqual([1, 1])
})

test('an edit that was given back and is found in the log later was not waited for', () => {
  const again = { ...good.acked2, rseq: 2, t: 90_000 }
  expect(faultTable(historyWith({}, [again])).at(-1)).toMatchObject({ acked: 2, longestStallMs: 10 })
})

test('the sums are in the last line', () => {
  expect(
    printTable(faultTable(historyWith({})))
      .split('\n')
      .at(-1)
      ?.split(/\s{2,}/),
  ).toEqual(['all', '1', '2', '0', '0', '0.0 s'])
})
