import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { command } from '../../scripts/command.mjs'
import { interrupted } from '../../scripts/interrupt.mjs'
import { bundle } from '../bundle.ts'
import { Figures } from '../figures.ts'
import { machine } from '../machine.ts'
import { writeResults } from '../results.ts'
import { readTrace } from '../trace.ts'
import { type Options, readArguments, traceName, usage } from './arguments.ts'
import { type ContenderName, contenderNames } from './contenders/index.ts'
import { report } from './report.ts'
import { type Section, syntheticSection, traceSection, worstSection } from './rows.ts'
import { runSection } from './run.ts'
import { sceneOf, writeScene } from './scene-file.ts'

await command(main)

async function main(): Promise<number> {
  const options = readArguments(process.argv.slice(2))
  if (!options) {
    console.log(usage)
    return 0
  }
  const log = (line: string) => console.error(line)
  if (options.traces.length === 0) log('No --trace was given: only synthetic loads are measured.')
  const folder = mkdtempSync(join(tmpdir(), 'tandem-bench-'))
  try {
    const sections = onlyRows(await sectionsOf(options, folder), options.rows)
    if (sections.length === 0) throw new Error(`--only ${options.rows.join(' ')}: no row and no contender is called so`)
    const figures = new Figures<ContenderName>()
    const where = machine('packages/crdt/src')
    const { folder: built, remove } = await bundle({ child: 'crdt/child.ts' })
    try {
      const child = join(built, 'child.mjs')
      const run = { ...options, child, folder, figures, log, signal: interrupted }
      for (const section of sections) await runSection(run, section)
    } finally {
      remove()
    }

    const { text, failures } = report({ sections, figures, machine: where, options })
    console.log(text)
    if (options.json !== null) writeFileSync(options.json, JSON.stringify({ machine: where, figures }, null, 1))
    const isWhole = options.rows.length === 0 && options.contenders === contenderNames && options.traces.length > 0
    if (isWhole) writeResults(text)
    for (const failure of failures) log(failure)
    return failures.length === 0 ? 0 : 1
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function sectionsOf({ traces }: Options, folder: string): Promise<Section[]> {
  const sections: Section[] = []
  for (const path of traces) {
    const name = traceName(path)
    const scene = sceneOf(await readTrace(path))
    const file = join(folder, name)
    writeScene(file, scene)
    const edits =
      scene.kind === 'typing'
        ? scene.edits['code points'].length
        : scene.steps.reduce((sum, step) => sum + step.edits.length, 0)
    sections.push(traceSection(name, file, scene.kind === 'conversation', edits))
  }
  return [...sections, syntheticSection(), worstSection()]
}

/** Keeps the steps with a row that has one of these names in its id, and those that make what they need. */
function onlyRows(sections: readonly Section[], names: readonly string[]): readonly Section[] {
  if (names.length === 0) return sections
  return sections.flatMap((section) => {
    // In the order of the section: what the whole of a worst case takes is foreseen from its tenth.
    const chosen = section.steps.map((step) => ({
      ...step,
      rows: step.rows.filter(({ id }) => names.some((name) => id.includes(name))),
    }))
    const isNeeded = (make: Section['steps'][number]) =>
      make.workload === 'make' &&
      chosen.some(({ rows, needs, scene }) => rows.length > 0 && needs && scene === make.scene)
    const steps = chosen.filter((step) => step.rows.length > 0 || isNeeded(step))
    return steps.length === 0 ? [] : [{ ...section, steps }]
  })
}
