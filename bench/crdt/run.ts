import { join } from 'node:path'
import type { Figures } from '../figures.ts'
import type { ContenderName } from './contenders/index.ts'
import type { Scene } from './job.ts'
import { type Ending, runJob } from './process.ts'
import type { Row, Section, Step } from './rows.ts'

/** Work that takes longer is done once. */
const slowMs = 5_000
/** When a tenth of the work takes this share of the time that there is, the whole isn't tried. */
const hopelessShare = 1 / 5

/** How a step ended, which may not have been tried. */
type Ended = Ending | { readonly kind: 'not run'; readonly reason: string }

/** What a run needs. */
export type Run = {
  readonly child: string
  readonly folder: string
  readonly contenders: readonly ContenderName[]
  readonly rounds: number
  readonly figures: Figures<ContenderName>
  readonly log: (line: string) => void
  readonly signal: AbortSignal
}

/**
 * Does all steps of a section: in each round, every contender in turn, beginning with another one each time, so that what
 * else the machine does meets all of them alike.
 */
export async function runSection(run: Run, section: Section): Promise<void> {
  for (const step of section.steps) {
    const waiting = new Set(run.contenders)
    const rounds = step.exact ? 1 : run.rounds
    for (let round = 0; round < rounds && waiting.size > 0; round++) {
      const turn = round % run.contenders.length
      for (const contender of [...run.contenders.slice(turn), ...run.contenders.slice(0, turn)]) {
        if (!waiting.has(contender)) continue
        run.signal.throwIfAborted()
        const startedAt = performance.now()
        const ending =
          foreseen(run, step, contender) ??
          (await runJob(run.child, jobOf(run, step, contender), step.capMs, run.signal))
        record(run, step, contender, ending)
        const slowest =
          ending.kind === 'measured' ? Math.max(0, ...times(step, ending.values)) : Number.POSITIVE_INFINITY
        if (slowest > slowMs) waiting.delete(contender)
        const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
        run.log(`${nameOf(step)} ${contender}, ${round + 1}/${rounds}: ${told(ending)} (${seconds} s)`)
      }
    }
  }
}

const jobOf = (run: Run, { scene, workload }: Step, contender: ContenderName) => ({
  contender,
  workload,
  scene,
  folder: join(run.folder, nameOfScene(scene), contender),
})

const nameOfScene = (scene: Scene) =>
  scene.kind === 'trace' ? `${scene.file.split('/').at(-1)}-made` : `${scene.name}-${scene.size}`

const nameOf = ({ scene, workload }: Step) =>
  `${scene.kind === 'trace' ? scene.file.split('/').at(-1) : `${scene.name} (${scene.size})`} ${workload}`

/** The times among the values that a step's rows show. */
const times = (step: Step, values: Readonly<Record<string, number>>) =>
  step.rows.filter(({ unit }) => unit === 'ms').map(({ measure }) => values[measure] ?? 0)

/** How a step ends that can't be done, or needn't be tried; null when only trying tells. */
function foreseen(run: Run, step: Step, contender: ContenderName): Ended | null {
  const made = run.figures.get(`${nameOfScene(step.scene)}/made`, contender)
  if (step.needs && made?.kind === 'too slow')
    return { kind: 'not run', reason: `making the changes took more than ${made.capMs / 1000} s` }
  if (step.needs && made && made.kind !== 'samples') return made
  const tenth = step.tenth === null ? undefined : run.figures.get(step.tenth, contender)
  if (tenth?.kind === 'samples') {
    const least = Math.min(...tenth.samples)
    if (least > step.capMs * hopelessShare)
      return { kind: 'not run', reason: `a tenth of it took ${(least / 1000).toFixed(1)} s` }
  } else if (tenth && tenth.kind !== 'unsupported')
    return { kind: 'not run', reason: 'a tenth of it failed or was too slow' }
  return null
}

function record(run: Run, step: Step, contender: ContenderName, ending: Ended): void {
  const add = (row: string, value: number | null) => {
    if (ending.kind === 'too slow') run.figures.add(row, contender, { kind: 'too slow', capMs: step.capMs })
    else if (ending.kind !== 'measured') run.figures.add(row, contender, ending)
    else if (value !== null) run.figures.add(row, contender, value)
    else run.figures.add(row, contender, { kind: 'unsupported', reason: 'it has no such figure' })
  }
  if (step.workload === 'make') add(`${nameOfScene(step.scene)}/made`, 0)
  for (const { id, measure, unit } of step.rows) {
    const value = ending.kind === 'measured' ? ending.values[measure] : undefined
    add(id, value === undefined ? null : inUnit(unit, value))
  }
}

const inUnit = (unit: Row['unit'], value: number) => (unit === 'MB' ? value / 1e6 : value)

function told(ending: Ended): string {
  switch (ending.kind) {
    case 'measured':
      return Object.entries(ending.values)
        .map(([name, value]) => `${name} ${value.toPrecision(4)}`)
        .join(', ')
    case 'too slow':
      return 'too slow'
    default:
      return `${ending.kind}: ${ending.reason}`
  }
}
