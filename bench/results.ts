import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { inRoot } from '../scripts/root.mjs'

const file = inRoot('bench', 'RESULTS.md')

/** Puts a benchmark's report into RESULTS.md, in place of the one that it wrote before. */
export function writeResults(part: string): void {
  writeFileSync(file, withPart(existsSync(file) ? readFileSync(file, 'utf8') : '', part))
}

/**
 * The text with a part exchanged, or added at its end. A part begins with its title, a line that starts with one `#`,
 * and ends before the next one.
 */
export function withPart(text: string, part: string): string {
  const title = titleOf(part)
  const parts = text.split(/^(?=# )/m).filter((each) => each.trim() !== '')
  const at = parts.findIndex((each) => titleOf(each) === title)
  if (at < 0) parts.push(part)
  else parts[at] = part
  return `${parts.map((each) => each.trimEnd()).join('\n\n')}\n`
}

function titleOf(part: string): string {
  return part.slice(0, part.indexOf('\n'))
}
