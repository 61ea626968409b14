import { interrupted } from '../../scripts/interrupt.mjs'
import type { ChaosArguments } from '../arguments.ts'
import { check } from '../checker/check.ts'
import { faults } from '../faults/all.ts'
import { freshFolder } from '../history/folder.ts'
import { Recorder } from '../history/recorder.ts'
import { run } from '../run.ts'
import { plant } from './plant.ts'
import type { PlantedBug } from './planted-bug.ts'

/** A broken server need not be waited for as long as one that works. */
const patience = { echoMs: 15_000, settleMs: 15_000 }
/** Long enough for every fault that brings a bug out. */
const ordinaryMs = 30_000

/** Plants bugs, one after another, and tells which were caught. Returns the exit code: 0 when all of them were. */
export async function hunt(args: ChaosArguments, bugs: readonly PlantedBug[]): Promise<number> {
  const results: { readonly bug: PlantedBug; readonly broken: readonly string[] }[] = []
  for (const bug of bugs) {
    console.log(`\nPlanted: ${bug.name} (${bug.does}), --seed ${args.seed}`)
    results.push({ bug, broken: await brokenRules(args, bug) })
  }
  console.log(`\n${'planted bug'.padEnd(28)}${'caught by'.padEnd(26)}also broken`)
  for (const { bug, broken } of results) {
    const by = bug.caughtBy.filter((rule) => broken.includes(rule))
    const also = broken.filter((rule) => !bug.caughtBy.includes(rule))
    console.log(`${bug.name.padEnd(28)}${(by.join(', ') || 'NOT CAUGHT').padEnd(26)}${also.join(', ')}`)
  }
  return results.every(({ bug, broken }) => bug.caughtBy.some((rule) => broken.includes(rule))) ? 0 : 1
}

async function brokenRules(args: ChaosArguments, bug: PlantedBug): Promise<string[]> {
  const folder = freshFolder(`planted-${bug.name}`)
  const recorder = new Recorder(`${folder}/history.jsonl`)
  const server = await plant(bug)
  try {
    await run({
      ...args,
      ms: Math.min(args.ms ?? ordinaryMs, ordinaryMs),
      kills: null,
      faults: faults.filter(({ name }) => bug.faults.includes(name)),
      nodes: bug.nodes,
      patience,
      program: server.program,
      migrations: server.migrations,
      recorder,
      log: console.log,
      logFolder: folder,
      signal: interrupted,
    })
  } finally {
    server.remove()
    await recorder.close()
  }
  interrupted.throwIfAborted()
  return check(recorder.lines).map(({ rule, findings }) => {
    console.log(`  ${rule}: ${findings[0]}${findings.length > 1 ? ` (and ${findings.length - 1} more)` : ''}`)
    return rule
  })
}
