import type { Figures } from '../figures.ts'
import { type Machine, versions } from '../machine.ts'
import { toMarkdown } from '../markdown.ts'
import type { Options } from './arguments.ts'
import { contenders as all, type ContenderName, contenderNames } from './contenders.ts'
import type { Step } from './rows.ts'
import { tableOf } from './table.ts'

/** What is reported of. */
export type Reported = {
  readonly steps: readonly Step[]
  readonly figures: Figures<ContenderName>
  readonly remarks: ReadonlySet<string>
  readonly machine: Machine
  readonly options: Options
}

/** The whole report as Markdown. */
export function report({ steps, figures, remarks, machine, options }: Reported): string {
  const contenders = contenderNames.filter((name) => options.contenders.includes(name))
  const parts = [
    '# Tandem and other collaboration servers',
    [
      'Written by `npm run bench:server`; README.md says what is measured and how.',
      `Commit ${machine.commit}; ${machine.cpu}; Node ${machine.node}; ${machine.date} UTC; ${options.rounds} rounds.`,
      `Load average before the run: ${machine.load}.`,
      `Others: ${versions(contenders.flatMap((name) => all[name].packages)).join(', ')}.`,
      '',
      'Cells: median (least–largest). –: it has no such figure. Relays merge nothing and are no peers: they are floors.',
    ].join('\n'),
    ...steps.flatMap(({ title, rows }) => [`## ${title}`, toMarkdown(tableOf(rows, figures, contenders))]),
  ]
  if (remarks.size > 0) parts.push('## Remarks on the servers', [...remarks].map((remark) => `- ${remark}`).join('\n'))
  return `${parts.join('\n\n')}\n`
}
