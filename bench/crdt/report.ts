import type { Figures } from '../figures.ts'
import { type Machine, versions } from '../machine.ts'
import { toMarkdown } from '../markdown.ts'
import type { Options } from './arguments.ts'
import { contenders as all, type ContenderName, contenderNames } from './contenders/index.ts'
import type { Section } from './rows.ts'
import { growthTable, tableOf } from './table.ts'

/** What is reported of. */
export type Reported = {
  readonly sections: readonly Section[]
  readonly figures: Figures<ContenderName>
  readonly machine: Machine
  readonly options: Options
}

/** The whole report as Markdown, and what went wrong, in words. */
export function report({ sections, figures, machine, options }: Reported): {
  readonly text: string
  readonly failures: readonly string[]
} {
  const contenders = contenderNames.filter((name) => options.contenders.includes(name))
  const parts = [
    '# Tandem and other text CRDTs',
    [
      'Written by `npm run bench:crdt`; README.md says what is measured and how.',
      `Commit ${machine.commit}; ${machine.cpu}; Node ${machine.node}; ${machine.date} UTC; ${options.rounds} rounds.`,
      `Peers: ${versions(contenderNames.flatMap((name) => all[name].package ?? [])).join(', ')}.`,
      '',
      'Cells: median (least–largest). Less is better everywhere. –: it has no way to do that; > n s: ended after that time;',
      'not run: see the remarks.',
    ].join('\n'),
    ...sections.flatMap((section) => [
      `## ${section.title}`,
      section.note,
      toMarkdown(tableOf(section, figures, contenders)),
    ]),
  ]
  const growing = growthTable(figures, contenders)
  if (growing.length > 0)
    parts.push('How the time grows between both sizes, as a power of the size:', toMarkdown(growing))
  const { remarks, failures } = remarksOn(sections, figures, contenders)
  if (remarks.length > 0) parts.push('## Remarks', remarks.map((remark) => `- ${remark}`).join('\n'))
  return { text: `${parts.join('\n\n')}\n`, failures }
}

/** Why figures are missing: those of one contender and one reason together. */
function remarksOn(
  sections: readonly Section[],
  figures: Figures<ContenderName>,
  contenders: readonly ContenderName[],
) {
  const rowsOf = new Map<string, string[]>()
  const failures: string[] = []
  const ids = sections.flatMap(({ steps }) => steps.flatMap(({ rows }) => rows.map(({ id }) => id)))
  for (const contender of contenders) {
    for (const id of ids) {
      const figure = figures.get(id, contender)
      if (!figure || figure.kind === 'samples' || figure.kind === 'too slow') continue
      const why = `${contender}, ${figure.kind === 'unsupported' ? '–' : figure.kind}: ${figure.reason}`
      rowsOf.set(why, [...(rowsOf.get(why) ?? []), id])
      if (figure.kind === 'failed') failures.push(`${id}: ${why}`)
    }
  }
  return { remarks: [...rowsOf].map(([why, rows]) => `${why} (${rows.join(', ')})`), failures }
}
