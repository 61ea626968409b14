import { nameOf } from './checker/history.ts'
import type { HistoryLine } from './history/line.ts'

/** What happened under one fault. An edit belongs to the fault that began last before it was made. */
export type FaultRow = {
  readonly fault: string
  readonly injected: number
  readonly kills: number
  readonly acked: number
  readonly lost: number
  readonly doubled: number
  /** The longest time from making an edit to seeing it saved. */
  readonly longestStallMs: number
}

type Mutable = { -readonly [K in keyof FaultRow]: FaultRow[K] }

/** Edits that were made before the first fault. */
const noFault = '(none yet)'

/** A history as a table, a row for each fault in the order of its first injection. */
export function faultTable(lines: readonly HistoryLine[]): FaultRow[] {
  const rows = new Map<string, Mutable>()
  const rowOf = (fault: string): Mutable => {
    const row = rows.get(fault)
    if (row) return row
    const fresh = { fault, injected: 0, kills: 0, acked: 0, lost: 0, doubled: 0, longestStallMs: 0 }
    rows.set(fault, fresh)
    return fresh
  }
  const inLog = countsInLog(lines)
  const made = new Map<string, { readonly t: number; readonly fault: string; waited: boolean }>()
  let current = noFault
  for (const line of lines) {
    if (line.what === 'fault' && line.type === 'invoke') {
      current = line.fault
      const row = rowOf(current)
      row.injected++
      row.kills += line.kills
    }
    if (line.what !== 'edit') continue
    const name = nameOf(line)
    if (line.type === 'invoke') {
      made.set(name, { t: line.t, fault: current, waited: true })
      continue
    }
    const edit = made.get(name)
    // Echoed again after a reload: it counts once.
    if (!edit) continue
    if (line.type === 'fail') {
      // Nobody waits for it any more. It may have been committed all the same, and be seen when its author is let in again.
      edit.waited = false
      continue
    }
    made.delete(name)
    const row = rowOf(edit.fault)
    const count = inLog.get(name) ?? 0
    row.acked++
    if (count === 0) row.lost++
    if (count > 1) row.doubled++
    if (edit.waited) row.longestStallMs = Math.max(row.longestStallMs, line.t - edit.t)
  }
  return [...rows.values()]
}

function countsInLog(lines: readonly HistoryLine[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const line of lines) {
    if (line.what !== 'log') continue
    for (const row of line.rows) {
      if (!row) continue
      const name = nameOf({ doc: line.doc, replica: row[0], rseq: row[1] })
      counts.set(name, (counts.get(name) ?? 0) + 1)
    }
  }
  return counts
}

/** The table as text, with its sums. */
export function printTable(rows: readonly FaultRow[]): string {
  const head = ['fault', 'injected', 'acked edits', 'lost', 'doubled', 'longest stall']
  const sum = (count: (row: FaultRow) => number) => rows.reduce((total, row) => total + count(row), 0)
  const longest = Math.max(0, ...rows.map(({ longestStallMs }) => longestStallMs))
  const cells = [
    ...rows.map((row) => [row.fault, row.injected, row.acked, row.lost, row.doubled, seconds(row.longestStallMs)]),
    [
      'all',
      sum(({ injected }) => injected),
      sum(({ acked }) => acked),
      sum(({ lost }) => lost),
      sum(({ doubled }) => doubled),
      seconds(longest),
    ],
  ].map((row) => row.map(String))
  return [head, ...cells]
    .map(([name = '', ...rest]) => name.padEnd(20) + rest.map((cell) => cell.padStart(15)).join(''))
    .join('\n')
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`
