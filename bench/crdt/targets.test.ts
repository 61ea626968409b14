import { expect, test } from 'vitest'
import { growths, syntheticSection, traceSection, worstSection } from './rows.ts'
import { describe, meets, targetNames, targetsOf } from './targets.ts'

test('met and missed', () => {
  expect(meets({ kind: 'at most', value: 12 }, 12, null)).toBe(true)
  expect(meets({ kind: 'at most', value: 12 }, 12.1, 100)).toBe(false)
  expect(meets({ kind: 'share of the best', value: 1 / 2 }, 5, 10)).toBe(true)
  expect(meets({ kind: 'share of the best', value: 1 / 2 }, 6, 10)).toBe(false)
  expect(meets({ kind: 'first' }, 10, 10)).toBe(false)
  expect(meets({ kind: 'first' }, 9, 10)).toBe(true)
  expect(meets({ kind: 'first' }, 9, null)).toBeNull()
  expect(describe({ kind: 'share of the best', value: 1 / 3 })).toBe('≤ 1/3 of the best')
})

test('a target is of one trace, or of all', () => {
  expect(targetsOf('automerge-paper/snapshot')).toEqual([{ kind: 'at most', value: 150_000 }])
  expect(targetsOf('another/snapshot')).toEqual([])
  expect(targetsOf('another/open-text/warm')).toEqual(targetsOf('automerge-paper/open-text/warm'))
})

test('every target is of a row that there is', () => {
  const sections = [
    traceSection('automerge-paper', '', false, 0),
    traceSection('friendsforever', '', true, 0),
    syntheticSection(),
    worstSection(),
  ]
  const rows = sections.flatMap(({ steps }) => steps.flatMap(({ rows }) => rows.map(({ id }) => id)))
  const ids = [...rows, ...growths.map(({ id }) => id)]
  expect(new Set(ids).size).toBe(ids.length)
  for (const name of targetNames) expect(ids.some((id) => id === name || id.endsWith(`/${name}`))).toBe(true)
})
