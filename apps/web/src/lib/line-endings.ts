/** The ways in which lines can end in a file. */
export const lineEndings = ['lf', 'crlf', 'cr'] as const

/** What ends a line in a file. */
export type LineEnding = (typeof lineEndings)[number]

const signs: Readonly<Record<LineEnding, string>> = { lf: '\n', crlf: '\r\n', cr: '\r' }

/** The line ending that a document's property names; LF when it names none. */
export function lineEndingNamed(value: unknown): LineEnding {
  return lineEndings.find((ending) => ending === value) ?? 'lf'
}

/** How most lines of a text from elsewhere end; null when it has only one. Of equals, the first of LF, CRLF, CR. */
export function lineEndingOf(text: string): LineEnding | null {
  const counts = { lf: 0, crlf: 0, cr: 0 }
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (unit === 10) counts.lf++
    else if (unit === 13 && text.charCodeAt(at + 1) !== 10) counts.cr++
    else if (unit === 13) {
      counts.crlf++
      at++
    }
  }
  const most = Math.max(counts.lf, counts.crlf, counts.cr)
  if (most === 0) return null
  if (counts.lf === most) return 'lf'
  return counts.crlf === most ? 'crlf' : 'cr'
}

/** A text of the editor, whose lines end with LF, as a file in which they end otherwise. */
export function withLineEnding(text: string, ending: LineEnding): string {
  return ending === 'lf' ? text : text.replaceAll('\n', signs[ending])
}
