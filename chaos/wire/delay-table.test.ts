import { expect, test } from 'vitest'
import { delayTable } from './delay-table.ts'

test('others may wait twice as long as beside an attack, and no longer', () => {
  const delays = (ms: number) => Array.from({ length: 100 }, () => ms)
  const findings = (elsewhere: readonly number[], attacked: readonly number[]) =>
    delayTable({ quiet: delays(1), elsewhere, attacked }).findings
  expect(findings(delays(10), delays(20))).toEqual([])
  expect(findings(delays(10), delays(21))).toHaveLength(1)
  // Nobody typed: then nothing was shown.
  expect(findings(delays(10), [])).toHaveLength(1)
  expect(findings([], delays(10))).toHaveLength(1)
})
