import type { Scene, WorkloadName } from './job.ts'
import type { LoadName } from './synthetic/loads.ts'

/** One line of a table. */
export type Row = {
  /** Unique: `automerge-paper/open-text/cold`, `B1.1`, `worst-undo/large`. */
  readonly id: string
  readonly label: string
  readonly unit: 'ms' | 'bytes' | 'MB'
  /** The name of the value in what the job measured. */
  readonly measure: string
}

/** A job that every contender does in every round, and the rows that come of it. */
export type Step = {
  readonly scene: Scene
  readonly workload: WorkloadName
  readonly rows: readonly Row[]
  /** Whether once is enough, because the figures hardly differ. */
  readonly exact: boolean
  /** Time after which a process is killed. */
  readonly capMs: number
  /** Whether it needs what `make` leaves. */
  readonly needs: boolean
  /** The row of the same at a tenth of the size, if there is one. */
  readonly tenth: string | null
}

/** Steps that have something in common, shown as one table. */
export type Section = { readonly title: string; readonly note: string; readonly steps: readonly Step[] }

const traceCapMs = 60_000
/** Making the changes of a trace is no measurement: a slow peer may take its time. */
const makeCapMs = 120_000
const syntheticCapMs = 60_000
const worstCapMs = 10_000

/** The rows of a trace. */
export function traceSection(name: string, file: string, concurrent: boolean, edits: number): Section {
  const scene: Scene = { kind: 'trace', file }
  const step = (workload: WorkloadName, rows: readonly Row[]): Step => ({
    scene,
    workload,
    rows,
    exact: ['make', 'memory-open', 'memory-local'].includes(workload),
    capMs: workload === 'make' ? makeCapMs : traceCapMs,
    tenth: null,
    needs: !['make', 'local', 'memory-local'].includes(workload),
  })
  const row = (id: string, label: string, unit: Row['unit'] = 'ms', measure = 'ms'): Row => ({
    id: `${name}/${id}`,
    label,
    unit,
    measure,
  })
  const twice = (id: string, label: string) => [
    row(`${id}/cold`, `${label}, first time in a process`, 'ms', 'cold'),
    row(`${id}/warm`, `${label}, later`, 'ms', 'warm'),
  ]
  const sizes = [
    ...(concurrent ? [] : [row('one-character', 'change that inserts one character', 'bytes', 'one-character')]),
    row('average', 'change, on average', 'bytes', 'average'),
    row('snapshot', 'snapshot', 'bytes', 'snapshot'),
    row('snapshot-gzip', 'snapshot, gzip -9', 'bytes', 'snapshot-gzip'),
  ]
  return {
    title: `Trace ${name}`,
    note: `${edits.toLocaleString('en')} edits, ${concurrent ? 'by several people at once' : 'one after another'}.`,
    steps: [
      ...(concurrent ? [] : [step('local', twice('local', 'local replay, one edit at a time'))]),
      step('make', sizes),
      step('remote', twice('remote', 'remote: changes decoded and applied one by one')),
      step('merged', twice('merged', 'remote: all changes at once')),
      step('open-text', twice('open-text', 'snapshot to text')),
      step('open-edit', twice('open-edit', 'snapshot to first local edit')),
      step('memory-open', [row('memory-open', 'memory, opened and edited once', 'MB', 'bytes')]),
      ...(concurrent ? [] : [step('memory-local', [row('memory-local', 'memory, after local replay', 'MB', 'bytes')])]),
    ],
  }
}

function loadStep(
  name: LoadName,
  workload: WorkloadName,
  size: number,
  capMs: number,
  rows: readonly Row[],
  tenth: string | null = null,
): Step[] {
  const scene: Scene = { kind: 'load', name, size }
  const common = { scene, exact: false, capMs, tenth }
  if (workload !== 'remote') return [{ ...common, workload, rows, needs: false }]
  return [
    { ...common, workload: 'make', exact: true, rows: [], needs: false },
    { ...common, workload, rows, needs: true },
  ]
}

const benchmarks: readonly (readonly [LoadName, WorkloadName, number, string])[] = [
  ['B1.1', 'pair', 6_000, 'append characters'],
  ['B1.2', 'pair', 6_000, 'insert one string'],
  ['B1.3', 'pair', 6_000, 'prepend characters'],
  ['B1.4', 'pair', 6_000, 'characters at random places'],
  ['B1.5', 'pair', 6_000, 'words at random places'],
  ['B1.6', 'pair', 6_000, 'insert one string, delete it'],
  ['B1.7', 'pair', 6_000, 'random insertions and deletions'],
  ['B2.1', 'exchange', 6_000, 'concurrently insert a string'],
  ['B2.2', 'exchange', 6_000, 'concurrently insert characters'],
  ['B2.3', 'exchange', 6_000, 'concurrently insert words'],
  ['B2.4', 'exchange', 6_000, 'concurrently insert and delete'],
  ['B3.5', 'remote', 1_540, '1,540 clients insert a word each, heard by one'],
]

/** The rows of dmonad/crdt-benchmarks. */
export function syntheticSection(): Section {
  return {
    title: 'Synthetic loads',
    note:
      'As in dmonad/crdt-benchmarks, N = 6,000. B1: local edit, its change encoded, decoded and applied at a second ' +
      'replica, edit by edit. B2: two replicas edit offline, then each gets all that the other did.',
    steps: benchmarks.flatMap(([name, workload, size, label]) =>
      loadStep(name, workload, size, syntheticCapMs, [
        { id: `${name}/cold`, label: `${name} ${label}, first time in a process`, unit: 'ms', measure: 'cold' },
        { id: `${name}/warm`, label: `${name} ${label}, later`, unit: 'ms', measure: 'warm' },
      ]),
    ),
  }
}

const worst: readonly (readonly [LoadName, WorkloadName, small: number, large: number, string])[] = [
  ['worst-prepend', 'remote', 1e4, 1e5, 'letters at one place by rivals who prepend a hundred each'],
  ['worst-type', 'remote', 1e4, 1e5, 'letters at one place by rivals who type a hundred each'],
  ['worst-rounds', 'remote', 1e4, 1e5, 'letters at one place, in a hundred rounds of rivals'],
  ['worst-alternate', 'alternate', 1e4, 1e5, 'keystrokes of two replicas in turn'],
  ['worst-undo', 'local', 100, 1_000, 'times: delete a text of 10,000 and insert it again'],
  ['worst-paste', 'pair', 1e6, 1e7, 'code units pasted, then an edit in the middle'],
  ['worst-random', 'local', 1e5, 1e6, 'random edits'],
]

/** What must not be slow; each at two sizes. */
export function worstSection(): Section {
  return {
    title: 'Worst cases',
    note: `Each at two sizes; a process has ${worstCapMs / 1000} s.`,
    steps: worst.flatMap(([name, workload, small, large, label]) =>
      [small, large].flatMap((size) =>
        loadStep(
          name,
          workload,
          size,
          worstCapMs,
          [
            {
              id: `${name}/${size === small ? 'small' : 'large'}`,
              label: `${size.toLocaleString('en')} ${label}`,
              unit: 'ms',
              measure: 'warm',
            },
          ],
          size === small ? null : `${name}/small`,
        ),
      ),
    ),
  }
}

/** The rows that tell how the worst cases grow: from which row to which, and their sizes. */
export const growths = worst.map(([name, , small, large, label]) => ({
  id: `${name}/growth`,
  label: `growth: ${label}`,
  small: { id: `${name}/small`, size: small },
  large: { id: `${name}/large`, size: large },
}))
