import type { EditorState, Text } from '@codemirror/state'

/** How much text there is: of the selection, or of everything when nothing is selected. */
export type TextCount = { readonly words: number; readonly lines: number; readonly selected: boolean }

/** What an empty text counts. */
export const noText: TextCount = { words: 0, lines: 1, selected: false }

/**
 * Counts the words and lines of what is selected, else of the whole text: of that it reads what has changed since it was counted last.
 * Not for every key: the first time that is all.
 */
export function countText({ doc, selection: { ranges } }: EditorState): TextCount {
  const selected = ranges.filter(({ empty }) => !empty)
  if (selected.length === 0) return { words: wordsOf(doc), lines: doc.lines, selected: false }
  const sum = (of: (from: number, to: number) => number) =>
    selected.reduce((total, { from, to }) => total + of(from, to), 0)
  return {
    words: sum((from, to) => wordsIn(doc, from, to)),
    lines: sum((from, to) => doc.lineAt(to).number - doc.lineAt(from).number + 1),
    selected: true,
  }
}

/** How many words there are in each part of a text. A text shares its parts with those before it, except where it was changed. */
const known = new WeakMap<Text, number>()

/** Parts consist of whole lines, so that no word is in two of them. */
function wordsOf(text: Text): number {
  const before = known.get(text)
  if (before !== undefined) return before
  const words = text.children?.reduce((sum, part) => sum + wordsOf(part), 0) ?? wordsIn(text, 0, text.length)
  known.set(text, words)
  return words
}

/** Words as people count them: what stands between blanks. */
function wordsIn(doc: Text, from: number, to: number): number {
  let words = 0
  let inWord = false
  for (const piece of doc.iterRange(from, to)) {
    for (let at = 0; at < piece.length; at++) {
      const blank = isBlank(piece.charCodeAt(at))
      if (!blank && !inWord) words++
      inWord = !blank
    }
  }
  return words
}

function isBlank(unit: number): boolean {
  return unit <= 32 || unit === 0xa0 || (unit >= 0x2000 && unit <= 0x200a) || unit === 0x2028 || unit === 0x3000
}
