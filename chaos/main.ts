import { randomInt } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import { command } from '../scripts/command.mjs'
import { interrupted } from '../scripts/interrupt.mjs'
import { inRoot } from '../scripts/root.mjs'
import { type ChaosArguments, readArguments, usage } from './arguments.ts'
import { type Broken, check } from './checker/check.ts'
import { faultTable, printTable } from './fault-table.ts'
import { faults } from './faults/all.ts'
import type { HistoryLine } from './history/line.ts'
import { Recorder } from './history/recorder.ts'
import { run } from './run.ts'

async function main(): Promise<number> {
  const known = { faults: faults.map(({ name }) => name), planted: [] }
  const args = readArguments(process.argv.slice(2), known, () => 1 + randomInt(2 ** 31 - 1))
  if (args === 'help') {
    console.log(usage)
    return 0
  }
  if (args === 'list') {
    for (const { id, name } of faults) console.log(`${id.padEnd(5)}${name}`)
    return 0
  }
  return shakeAndTell(args)
}

/** One node and then two, or as it was asked. */
async function shakeAndTell(args: ChaosArguments): Promise<number> {
  const counts = args.nodes === null ? ([1, 2] as const) : [args.nodes]
  const all: HistoryLine[] = []
  const broken: Broken[] = []
  for (const [at, nodes] of counts.entries()) {
    const folder = freshFolder(args.seed, nodes)
    const path = `${folder}/history.jsonl`
    console.log(`\n${nodes === 1 ? 'One node' : 'Two nodes and a Redis'}, seed ${args.seed}, history in ${path}`)
    const recorder = new Recorder(path)
    const share = (whole: number | null) => (whole === null ? null : Math.ceil((whole - at) / counts.length))
    try {
      await run({
        seed: args.seed + at,
        kills: share(args.kills),
        ms: args.ms === null ? null : args.ms / counts.length,
        faults: args.faults === null ? faults : faults.filter(({ name }) => args.faults?.includes(name)),
        nodes,
        documents: args.documents,
        program: inRoot('apps/server/dist/main.js'),
        recorder,
        log: console.log,
        logFolder: folder,
        signal: interrupted,
      })
    } finally {
      await recorder.close()
    }
    interrupted.throwIfAborted()
    const found = check(recorder.lines)
    report(found)
    broken.push(...found)
    all.push(...recorder.lines)
  }
  console.log(`\n${printTable(faultTable(all))}`)
  if (broken.length === 0) console.log(`\nEvery rule held. (--seed ${args.seed})`)
  else console.log(`\nBROKEN: ${[...new Set(broken.map(({ rule }) => rule))].join(', ')} (--seed ${args.seed})`)
  return broken.length === 0 ? 0 : 1
}

const shownFindings = 5

function report(broken: readonly Broken[]): void {
  for (const { rule, promise, findings } of broken) {
    console.log(`\n${rule}: ${promise}. Broken ${findings.length} times:`)
    for (const finding of findings.slice(0, shownFindings)) console.log(`  ${finding}`)
  }
}

/** The history of a run, and what its nodes said. */
function freshFolder(seed: number, nodes: number): string {
  const folder = inRoot('test-results', 'chaos', `seed-${seed}-nodes-${nodes}`)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  return folder
}

await command(main)
