import { command } from '../scripts/command.mjs'
import { interrupted } from '../scripts/interrupt.mjs'
import { readArguments, usage } from './arguments.ts'
import { Trace } from './engine/trace.ts'
import { huntAll } from './mutants/hunt-all.ts'
import { keepRegression, readRegression } from './run/regression.ts'
import { type Outcome, runScenario } from './run/run-scenario.ts'
import { search } from './run/search.ts'
import { shrink } from './run/shrink.ts'
import type { Tally } from './run/tally.ts'
import { drawScenario } from './scenario/draw-scenario.ts'
import type { Scenario } from './scenario/scenario.ts'
import type { Violation } from './world/observer.ts'

/** How often the search says how far it is. */
const progressMs = 10_000

await command(main)

async function main(): Promise<number> {
  const args = readArguments(process.argv.slice(2))
  switch (args.what) {
    case 'help':
      console.log(usage)
      return 0
    case 'seed':
      return show(drawScenario(args.seed), args.trace)
    case 'replay':
      return show(readRegression(args.file).scenario, args.trace)
    case 'search':
      return searchFrom(args.from, args.count)
    case 'mutants':
      return huntAll(args.names, { from: args.from, count: args.count, signal: interrupted })
  }
}

async function show(scenario: Scenario, traced: boolean): Promise<number> {
  const trace = new Trace(traced)
  const outcome: Outcome = await runScenario(scenario, trace)
  for (const line of trace.lines) console.log(line)
  const { violation, hash, events, operations } = outcome
  console.log(`Faults: ${Object.keys(scenario.faults).join(', ')}`)
  console.log(`${events} events, ${operations} edits, trace ${hash}`)
  if (violation) console.log(says(violation))
  return violation ? 1 : 0
}

async function searchFrom(from: number, count: number): Promise<number> {
  const began = performance.now()
  let saidAt = began
  const { tally, failed } = await search(from, count, (soFar) => {
    if (performance.now() - saidAt < progressMs) return
    saidAt = performance.now()
    console.log(`${soFar.seeds} of ${count} seeds, ${speed(soFar, began)}`)
  })
  console.log(`${tally.seeds} seeds from ${from} on, ${speed(tally, began)}`)
  const per = (sum: number) => Math.round(sum / Math.max(1, tally.seeds))
  console.log(`${per(tally.events)} events and ${per(tally.operations)} edits a seed. Seeds that got into:`)
  for (const line of tally.lines()) console.log(line)
  if (failed?.violation) return tell(failed.seed, failed.violation)
  for (const name of tally.missed) console.log(`Too few seeds got into: ${name}`)
  return tally.missed.length > 0 ? 1 : 0
}

async function tell(seed: number, violation: Violation): Promise<number> {
  console.log(`\nSeed ${seed}: ${says(violation)}`)
  console.log('Looking for a smaller scenario that shows the same…')
  const scenario = await shrink(drawScenario(seed), violation.invariant)
  console.log(`Kept as ${keepRegression(scenario, violation)}; npm run sim -- --replay with it and --trace says more.`)
  return 1
}

function says({ invariant, what, at }: Violation): string {
  return `${invariant} does not hold at ${at.toFixed(1)} ms: ${what}`
}

function speed({ seeds }: Tally, began: number): string {
  return `${(seeds / ((performance.now() - began) / 1_000)).toFixed(1)} a second`
}
