import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { type ContenderName, contenderNames, isContenderName } from './contenders/index.ts'

export const usage = `Measures Tandem's text CRDT against others, in one run.

  npm run bench:crdt -- [options]

  --trace FILE    a recorded editing session, plain or with gzip; may be given several times.
                  Without any, only the synthetic loads and the worst cases are measured
  --only NAME     a contender (${contenderNames.join(', ')}),
                  or a part of a row's id (B1.4, worst, automerge-paper/remote, open-text); may be given several times.
                  Nothing is written to bench/RESULTS.md then
  --rounds N      how often each figure is measured (default 5); one that takes more than 5 s is measured once
  --json FILE     writes all samples
`

/** What the command is to do. */
export type Options = {
  readonly traces: readonly string[]
  readonly contenders: readonly ContenderName[]
  /** Parts of the ids of the rows to measure; all when there are none. */
  readonly rows: readonly string[]
  readonly rounds: number
  readonly json: string | null
}

/** Reads the command's arguments; `null` when it is asked for help. Throws an Error in words. */
export function readArguments(args: readonly string[]): Options | null {
  const { values } = parseArgs({
    args: [...args],
    options: {
      trace: { type: 'string', multiple: true, default: [] },
      only: { type: 'string', multiple: true, default: [] },
      rounds: { type: 'string', default: '5' },
      json: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return null
  const rounds = Number(values.rounds)
  if (!Number.isInteger(rounds) || rounds < 1)
    throw new Error(`--rounds is a whole number, at least 1; it was "${values.rounds}"`)
  const names = values.trace.map(traceName)
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) throw new Error(`two traces are called ${twice}`)
  const contenders = values.only.filter(isContenderName)
  return {
    traces: values.trace,
    contenders: contenders.length > 0 ? contenders : contenderNames,
    rows: values.only.filter((name) => !isContenderName(name)),
    rounds,
    json: values.json ?? null,
  }
}

/** What a trace is called in the tables. */
export function traceName(path: string): string {
  return basename(path)
    .replace(/\.gz$/, '')
    .replace(/\.json$/, '')
}
