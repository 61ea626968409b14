import type { Round } from './measure-contender.ts'
import type { ProductRound } from './product.ts'

/** A line of the results: what it is, and how it is told of what was measured. */
type Row<Measured> = { readonly name: string; readonly tell: (measured: Measured) => string }

/** What was measured of a contender. */
export type Contended = { readonly scriptBytes: number; readonly stateBytes: number; readonly rounds: readonly Round[] }

/** What is told of every contender. */
export const rows: readonly Row<Contended>[] = [
  {
    name: 'own key to picture, alone, p50 / p95, ms',
    tell: ({ rounds }) => times(rounds.map((round) => round.keysAlone)),
  },
  {
    name: 'own key to picture while ten type, p50 / p95, ms',
    tell: ({ rounds }) => times(rounds.map((round) => round.keysTogether)),
  },
  {
    name: "another's key to picture, p50 / p95, ms",
    tell: ({ rounds }) => times(rounds.map((round) => round.keysOfOthers)),
  },
  { name: 'tasks over 50 ms while ten type: how many / longest, ms', tell: ({ rounds }) => longTasks(rounds) },
  {
    name: 'ten select 100,000 lines: more for each key, ms',
    tell: ({ rounds }) => digits(middle(rounds.map(({ selectAll }) => selectAll.withPeersMs - selectAll.aloneMs))),
  },
  { name: 'page to editable, ms', tell: ({ rounds }) => digits(middle(rounds.map(({ openedMs }) => openedMs))) },
  { name: 'heap, MB', tell: ({ rounds }) => megabytes(middle(rounds.map(({ heapBytes }) => heapBytes))) },
  { name: 'saved document, KB', tell: ({ stateBytes }) => kilobytes(stateBytes) },
  { name: 'JavaScript with gzip, KB', tell: ({ scriptBytes }) => kilobytes(scriptBytes) },
]

/** What is told of the application itself, and what it is held against. */
export const productRows: readonly (Row<readonly ProductRound[]> & { readonly target: string })[] = [
  {
    name: 'own key to picture, alone, p50 / p95, ms',
    target: 'p95 ≤ 16',
    tell: (rounds) => times(rounds.map((round) => round.keysAlone)),
  },
  {
    name: 'own key to picture while ten type, p50 / p95, ms',
    target: 'p95 ≤ 16',
    tell: (rounds) => times(rounds.map((round) => round.keysTogether)),
  },
  {
    name: 'the same in the bare editor, with server and ten beside it, ms',
    target: '',
    tell: (rounds) => times(rounds.map((round) => round.keysBeside)),
  },
  { name: 'tasks over 50 ms while ten type: how many / longest, ms', target: 'none', tell: longTasks },
  {
    name: 'page to editable, ms',
    target: '≤ 1,000',
    tell: (rounds) => digits(middle(rounds.map(({ openedMs }) => openedMs))),
  },
  { name: 'heap, MB', target: '', tell: (rounds) => megabytes(middle(rounds.map(({ heapBytes }) => heapBytes))) },
  {
    name: 'JavaScript until one can write, with gzip, no language, KB',
    target: '≤ 260',
    tell: (rounds) => kilobytes(middle(rounds.map(({ neededScriptBytes }) => neededScriptBytes))),
  },
  {
    name: 'JavaScript of the editor until it rests, with gzip, no language, KB',
    target: '',
    tell: (rounds) => kilobytes(middle(rounds.map(({ editorScriptBytes }) => editorScriptBytes))),
  },
  {
    name: 'JavaScript of the dashboard with gzip, KB',
    target: '≤ 130',
    tell: (rounds) => kilobytes(middle(rounds.map(({ dashboardScriptBytes }) => dashboardScriptBytes))),
  },
]

/** Of all rounds together: a keystroke that lags is one, whichever round it was in. */
function times(rounds: readonly (readonly number[])[]): string {
  const all = rounds.flat().sort((a, b) => a - b)
  const at = (share: number) => digits(all[Math.min(all.length - 1, Math.floor(all.length * share))] ?? Number.NaN)
  return `${at(0.5)} / ${at(0.95)}`
}

function longTasks(rounds: readonly { readonly longTasks: readonly number[] }[]): string {
  const all = rounds.flatMap((round) => round.longTasks)
  return all.length === 0 ? '0' : `${all.length} / ${digits(Math.max(...all))}`
}

function middle(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN
}

function digits(value: number): string {
  return value.toLocaleString('en', value >= 100 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 3 })
}

function megabytes(bytes: number): string {
  return digits(bytes / 1024 / 1024)
}

function kilobytes(bytes: number): string {
  return digits(bytes / 1024)
}
