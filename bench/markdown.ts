/** A table as text: the cells of each line, the first line being the head. */
export type Table = readonly (readonly string[])[]

/** A table as Markdown with aligned columns, which reads as well on a terminal. */
export function toMarkdown(table: Table): string {
  const widths = (table[0] ?? []).map((_, column) => Math.max(3, ...table.map((line) => line[column]?.length ?? 0)))
  const lines = table.map((line) => `| ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`)
  const rule = `| ${widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`
  return [lines[0] ?? '', rule, ...lines.slice(1)].join('\n')
}

/** Three digits, more only where they stand in front of the point. */
export function significant(value: number): string {
  if (value >= 100) return Math.round(value).toLocaleString('en')
  return value.toLocaleString('en', { maximumSignificantDigits: 3 })
}
