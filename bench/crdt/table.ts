import { type Figures, middle, show } from '../figures.ts'
import { significant, type Table } from '../markdown.ts'
import { growth } from '../statistics.ts'
import type { ContenderName } from './contenders/index.ts'
import { growths, type Section } from './rows.ts'
import { describe, meets, targetsOf } from './targets.ts'

/** The figures of a section, one row each, for these rows' ids. */
export function tableOf(
  section: Section,
  figures: Figures<ContenderName>,
  contenders: readonly ContenderName[],
): Table {
  const head = ['row', ...contenders, 'Tandem / best peer', 'target', '']
  const rows = section.steps
    .flatMap(({ rows }) => rows)
    .map(({ id, label, unit }) => {
      const of = (contender: ContenderName) => figures.get(id, contender)
      const tandem = middle(of('Tandem'))
      const peers = contenders.filter((name) => name !== 'Tandem')
      const known = peers.map((name) => middle(of(name))).filter((value) => value !== null)
      const best = known.length > 0 ? Math.min(...known) : null
      const judged = tandem === null ? [] : judge(id, tandem, best)
      return [
        `${label}, ${unit}`,
        ...contenders.map((name) => show(of(name))),
        tandem !== null && best !== null ? significant(tandem / best) : '–',
        judged.join('; '),
        best !== null && !(tandem !== null && tandem < best) ? '<- not first' : '',
      ]
    })
  return [head, ...rows]
}

/** How the worst cases grow with their size, for those of these rows that were measured. */
export function growthTable(figures: Figures<ContenderName>, contenders: readonly ContenderName[]): Table {
  const rows = growths.flatMap(({ id, label, small, large }) => {
    const exponents = contenders.map((name) => {
      const [from, to] = [middle(figures.get(small.id, name)), middle(figures.get(large.id, name))]
      return from === null || to === null
        ? null
        : growth({ size: small.size, value: from }, { size: large.size, value: to })
    })
    const tandem = exponents[contenders.indexOf('Tandem')] ?? null
    if (exponents.every((value) => value === null)) return []
    return [
      [
        label,
        ...exponents.map((value) => value?.toFixed(2) ?? '–'),
        '',
        tandem === null ? '' : judge(id, tandem, null).join('; '),
        '',
      ],
    ]
  })
  return rows.length === 0 ? [] : [['exponent', ...contenders, '', 'target', ''], ...rows]
}

function judge(id: string, value: number, best: number | null): readonly string[] {
  return targetsOf(id).map((target) => {
    const met = meets(target, value, best)
    return `${describe(target)}: ${met === null ? 'no peer' : met ? 'met' : 'MISSED'}`
  })
}
