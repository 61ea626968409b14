import { writeFileSync } from 'node:fs'
import { command } from '../../scripts/command.mjs'
import { interrupted } from '../../scripts/interrupt.mjs'
import { Figures } from '../figures.ts'
import { machine } from '../machine.ts'
import { writeResults } from '../results.ts'
import { readArguments, usage } from './arguments.ts'
import { type ContenderName, contenderNames } from './contenders.ts'
import { report } from './report.ts'
import { type Step, stepsOf } from './rows.ts'
import { BenchDatabase } from './run/database.ts'
import { buildPrograms } from './run/programs.ts'
import { runStep } from './run/run.ts'

await command(main)

async function main(): Promise<number> {
  const options = readArguments(process.argv.slice(2))
  if (!options) {
    console.log(usage)
    return 0
  }
  const log = (line: string) => console.error(line)
  const steps = onlyRows(stepsOf(options.quick ? 'quick' : 'whole', options.trace), options.rows)
  if (steps.length === 0) throw new Error(`--only ${options.rows.join(' ')}: no row and no contender is called so`)
  if (options.trace === null) log('No --trace was given: opening is not measured.')
  const figures = new Figures<ContenderName>()
  const remarks = new Set<string>()
  let isSound = true
  const where = machine('apps/server/src', 'packages')
  const { remove, ...programs } = await buildPrograms()
  try {
    const database = await BenchDatabase.start()
    try {
      const run = { ...options, programs, database, figures, remarks, log, signal: interrupted }
      for (const step of steps) isSound = (await runStep(run, step)) && isSound
    } finally {
      await database.stop()
    }
  } finally {
    remove()
  }

  const text = report({ steps, figures, remarks, machine: where, options })
  console.log(text)
  if (options.json !== null) writeFileSync(options.json, JSON.stringify({ machine: where, figures }, null, 1))
  const isWhole =
    !options.quick && options.rows.length === 0 && options.contenders === contenderNames && options.trace !== null
  if (isWhole) writeResults(text)
  return isSound ? 0 : 1
}

/** Keeps the rows that have one of these names in their ids, and the steps that have such rows. */
function onlyRows(steps: readonly Step[], names: readonly string[]): readonly Step[] {
  if (names.length === 0) return steps
  return steps
    .map((step) => ({ ...step, rows: step.rows.filter(({ id }) => names.some((name) => id.includes(name))) }))
    .filter(({ rows }) => rows.length > 0)
}
