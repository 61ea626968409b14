import { parseArgs } from 'node:util'
import { wholeNumber } from '../scripts/whole-number.mjs'

/** How a run is asked for. */
export type ChaosArguments = {
  readonly seed: number
  /** The run ends after so many kills, or so many milliseconds: whatever is given; both when both are. */
  readonly kills: number | null
  readonly ms: number | null
  /** Only these faults; null: all that can be done here. */
  readonly faults: readonly string[] | null
  /** Null: half of the run with one node, half with two. */
  readonly nodes: 1 | 2 | null
  readonly documents: number
  /** Bugs to plant, in turn; null: none. */
  readonly planted: readonly string[] | null
}

/** Said by `--help`. */
export const usage = `Breaks a real Tandem in every way it must survive, under people who type, and checks what they saw.

  npm run chaos -- [options]

  --minutes M      how long (default 2; with --kills: no limit)
  --kills N        until so many processes were killed, on one node and then on two
  --seed S         the same faults in the same order again
  --faults a,b     only these; --list says which there are
  --nodes 1|2      one node, or two and a Redis (default: one, then two)
  --documents N    open documents, seven pages each (default 3)
  --planted a,b    builds the server with a bug of ours in it, which has to be caught, one after another; or "all"
  --list           the faults and the planted bugs
`

const options = {
  seed: { type: 'string' },
  minutes: { type: 'string' },
  kills: { type: 'string' },
  faults: { type: 'string' },
  nodes: { type: 'string' },
  documents: { type: 'string', default: '3' },
  planted: { type: 'string' },
  list: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const

/**
 * Reads the command line. Throws an Error in words for the person who typed it.
 * @returns what to do instead of a run (`help`, `list`), or the run
 */
export function readArguments(
  args: readonly string[],
  known: { readonly faults: readonly string[]; readonly planted: readonly string[] },
  drawSeed: () => number,
): 'help' | 'list' | ChaosArguments {
  const { values } = parseArgs({ args: [...args], options, strict: true, allowPositionals: false })
  if (values.help) return 'help'
  if (values.list) return 'list'
  const kills = values.kills === undefined ? null : wholeNumber('kills', values.kills)
  const minutes = values.minutes === undefined ? (kills === null ? 2 : null) : positive('minutes', values.minutes)
  const faults = values.faults?.split(',') ?? null
  for (const name of faults ?? []) oneOf('faults', name, known.faults)
  const planted = values.planted === 'all' ? known.planted : (values.planted?.split(',') ?? null)
  for (const name of planted ?? []) oneOf('planted', name, [...known.planted, 'all'])
  return {
    seed: values.seed === undefined ? drawSeed() : wholeNumber('seed', values.seed),
    kills,
    ms: minutes === null ? null : minutes * 60_000,
    faults,
    nodes: values.nodes === undefined ? null : nodesOf(values.nodes),
    documents: wholeNumber('documents', values.documents),
    planted,
  }
}

function positive(name: string, value: string): number {
  const parsed = Number(value)
  if (!Number.isFinite(parsed) || parsed <= 0) throw new Error(`--${name} is a number above 0; it was "${value}"`)
  return parsed
}

function nodesOf(value: string): 1 | 2 {
  if (value !== '1' && value !== '2') throw new Error(`--nodes is 1 or 2; it was "${value}"`)
  return value === '1' ? 1 : 2
}

function oneOf(name: string, value: string, known: readonly string[]): void {
  if (!known.includes(value)) throw new Error(`--${name} knows no "${value}"; there are: ${known.join(', ')}`)
}
