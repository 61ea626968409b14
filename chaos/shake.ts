import { interrupted } from '../scripts/interrupt.mjs'
import { inRoot } from '../scripts/root.mjs'
import type { ChaosArguments } from './arguments.ts'
import { type Broken, check } from './checker/check.ts'
import { faultTable, printTable } from './fault-table.ts'
import { faults } from './faults/all.ts'
import { freshFolder } from './history/folder.ts'
import type { HistoryLine } from './history/line.ts'
import { Recorder } from './history/recorder.ts'
import { ordinaryPatience, run } from './run.ts'

/** Shakes the server as it is, with one node and then with two, and tells what was seen. Returns the exit code. */
export async function shake(args: ChaosArguments): Promise<number> {
  const counts = args.nodes === null ? ([1, 2] as const) : [args.nodes]
  const chosen = faults.filter(({ name }) => args.faults?.includes(name) ?? true)
  const lines: HistoryLine[] = []
  const broken: Broken[] = []
  for (const [at, nodes] of counts.entries()) {
    const folder = freshFolder(`seed-${args.seed}-nodes-${nodes}`)
    const recorder = new Recorder(`${folder}/history.jsonl`)
    console.log(`\n${nodes === 1 ? 'One node' : 'Two nodes and a Redis'}, --seed ${args.seed}, ${recorder.path}`)
    try {
      await run({
        ...args,
        seed: args.seed + at,
        kills: args.kills === null ? null : Math.ceil((args.kills - at) / counts.length),
        ms: args.ms === null ? null : args.ms / counts.length,
        faults: chosen,
        nodes,
        patience: ordinaryPatience,
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
    tellBroken(found)
    broken.push(...found)
    for (const line of recorder.lines) lines.push(line)
  }
  console.log(`\n${printTable(faultTable(lines))}`)
  const names = [...new Set(broken.map(({ rule }) => rule))]
  const verdict = names.length === 0 ? 'Every rule held.' : `BROKEN: ${names.join(', ')}`
  console.log(`\n${verdict} (--seed ${args.seed})`)
  return names.length === 0 ? 0 : 1
}

const toldFindings = 5

function tellBroken(broken: readonly Broken[]): void {
  for (const { rule, promise, findings } of broken) {
    console.log(`\n${rule}: ${promise}. Broken ${findings.length} times:`)
    for (const finding of findings.slice(0, toldFindings)) console.log(`  ${finding}`)
  }
}
