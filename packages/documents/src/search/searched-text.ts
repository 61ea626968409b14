import { codeWords } from './code-words.ts'
import { maxOpeningLines, maxOpeningUnits, maxSearchedUnits } from './search-limits.ts'

/** A text as search and lists know it. */
export type SearchedText = {
  /** As much of it as is searched. */
  readonly text: string
  /** The first lines, as a list shows them: without what is empty before them. */
  readonly opening: string
  /** What it is found by, with spaces between: as one text they are on their way at once, however many they are. */
  readonly words: string
}

/** What is to be known of a text. Blocks: of the longest ones a tenth of a second, so not where others wait. */
export function searchedText(text: string): SearchedText {
  const searched = storable(text.slice(0, maxSearchedUnits))
  return { text: searched, opening: openingOf(searched), words: codeWords(searched).join(' ') }
}

/** What Postgres takes as a text: without zeros, and without halves of a pair that the cut may have left. */
function storable(text: string): string {
  return text.replaceAll('\0', '\ufffd').toWellFormed()
}

function openingOf(text: string): string {
  const lines = text.slice(0, 20 * maxOpeningUnits).split('\n', 20 * maxOpeningLines)
  const first = lines.findIndex((line) => line.trim() !== '')
  if (first < 0) return ''
  const shown = lines.slice(first, first + maxOpeningLines).map((line) => line.trimEnd())
  return shown.join('\n').slice(0, maxOpeningUnits).toWellFormed()
}
