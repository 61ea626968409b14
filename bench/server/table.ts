import { type Figures, middle, show } from '../figures.ts'
import { significant, type Table } from '../markdown.ts'
import { contenders as all, type ContenderName } from './contenders.ts'
import type { Row } from './rows.ts'
import { describe, meets, targetsOf } from './targets.ts'

/** The figures of some rows: each contender's, Tandem's share of the best peer's, the targets, and who is not first. */
export function tableOf(
  rows: readonly Row[],
  figures: Figures<ContenderName>,
  contenders: readonly ContenderName[],
): Table {
  const head = ['row', ...contenders, 'Tandem / best peer', 'target', '']
  return [head, ...rows.map((row) => lineOf(row, figures, contenders))]
}

function lineOf(row: Row, figures: Figures<ContenderName>, contenders: readonly ContenderName[]): readonly string[] {
  const of = (contender: ContenderName) => middle(figures.get(row.id, contender))
  const tandem = of('Tandem')
  const peers = contenders.flatMap((name) => (all[name].role === 'peer' ? (of(name) ?? []) : []))
  const best =
    peers.length === 0 || row.best === null ? null : row.best === 'least' ? Math.min(...peers) : Math.max(...peers)
  const isFirst = best === null || (tandem !== null && (row.best === 'least' ? tandem < best : tandem > best))
  return [
    `${row.label}, ${row.unit}`,
    ...contenders.map((name) => show(figures.get(row.id, name))),
    tandem !== null && best !== null ? significant(tandem / best) : '–',
    tandem === null ? '' : judge(row.id, tandem, of).join('; '),
    isFirst ? '' : '<- not first',
  ]
}

function judge(id: string, value: number, figureOf: (name: ContenderName) => number | null): readonly string[] {
  return targetsOf(id).map((target) => {
    const met = meets(target, value, figureOf)
    return `${describe(target)}: ${met === null ? 'not measured' : met ? 'met' : 'MISSED'}`
  })
}
