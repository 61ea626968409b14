import { parseArgs } from 'node:util'
import { wholeNumber } from '../scripts/whole-number.mjs'

/** What is asked for. */
export type SimArguments =
  | { readonly what: 'help' }
  /** Seeds from `from` on. */
  | { readonly what: 'search'; readonly from: number; readonly count: number }
  /** One seed, and with `trace` everything that happens in it. */
  | { readonly what: 'seed'; readonly seed: number; readonly trace: boolean }
  /** A scenario that was kept. */
  | { readonly what: 'replay'; readonly file: string; readonly trace: boolean }
  /** Bugs that have to be found; none named: all of them. */
  | { readonly what: 'mutants'; readonly names: readonly string[]; readonly from: number; readonly count: number }

/** Said by `--help`. */
export const usage = `Runs Tandem's clients, servers and database in one process, on simulated time, with everything going wrong that can.

  npm run sim -- [options]

  --seeds N        so many runs (default 500; with --mutants: at most, for each, 1000)
  --from S         the first seed (default 1)
  --seed S         this one alone
  --replay FILE    a scenario of sim/regressions/
  --trace          with --seed or --replay: everything that happened, event by event
  --mutants        builds the product with each bug of sim/mutants/, and runs seeds until it is found
  --mutant a,b     only these
`

const options = {
  seeds: { type: 'string' },
  from: { type: 'string', default: '1' },
  seed: { type: 'string' },
  replay: { type: 'string' },
  trace: { type: 'boolean', default: false },
  mutants: { type: 'boolean', default: false },
  mutant: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const

/** Reads the command line. Throws an Error in words for the person who typed it. */
export function readArguments(args: readonly string[]): SimArguments {
  const { values } = parseArgs({ args: [...args], options, strict: true, allowPositionals: false })
  const { seed, trace, replay, mutant } = values
  if (values.help) return { what: 'help' }
  if (values.mutants || mutant !== undefined) {
    const [from, count] = [wholeNumber('from', values.from), wholeNumber('seeds', values.seeds ?? '1000')]
    return { what: 'mutants', names: mutant?.split(',') ?? [], from, count }
  }
  if (replay !== undefined) return { what: 'replay', file: replay, trace }
  if (seed !== undefined) return { what: 'seed', seed: wholeNumber('seed', seed), trace }
  if (trace) throw new Error('--trace is about one run: name it with --seed or --replay')
  return { what: 'search', from: wholeNumber('from', values.from), count: wholeNumber('seeds', values.seeds ?? '500') }
}
