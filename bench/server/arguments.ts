import { parseArgs } from 'node:util'
import { type ContenderName, contenderNames, isContenderName } from './contenders.ts'

export const usage = `Measures Tandem's collaboration server against others, in one run.

  npm run bench:server -- [options]

  --trace FILE    a recorded session of one person, plain or with gzip: the history of the document that is opened.
                  Without it, opening is not measured
  --only NAME     a contender (${contenderNames.join(', ')}),
                  or a part of a row's id (typing-10, saturation, p99, opening); may be given several times.
                  Nothing is written to bench/RESULTS.md then
  --rounds N      how often each load is repeated (default 3)
  --quick         short loads, once: shows that everything works, in about a minute. The figures mean nothing
  --json FILE     writes all samples
`

/** What the command is to do. */
export type Options = {
  readonly trace: string | null
  readonly contenders: readonly ContenderName[]
  /** Parts of the ids of the rows to measure; all when there are none. */
  readonly rows: readonly string[]
  readonly rounds: number
  readonly quick: boolean
  readonly json: string | null
}

/** Reads the command's arguments; `null` when it is asked for help. Throws an Error in words. */
export function readArguments(args: readonly string[]): Options | null {
  const { values } = parseArgs({
    args: [...args],
    options: {
      trace: { type: 'string' },
      only: { type: 'string', multiple: true, default: [] },
      rounds: { type: 'string' },
      quick: { type: 'boolean', default: false },
      json: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return null
  const rounds = Number(values.rounds ?? (values.quick ? 1 : 3))
  if (!Number.isInteger(rounds) || rounds < 1)
    throw new Error(`--rounds is a whole number, at least 1; it was "${values.rounds}"`)
  const contenders = values.only.filter(isContenderName)
  return {
    trace: values.trace ?? null,
    contenders: contenders.length > 0 ? contenders : contenderNames,
    rows: values.only.filter((name) => !isContenderName(name)),
    rounds,
    quick: values.quick,
    json: values.json ?? null,
  }
}
