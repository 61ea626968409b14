import { StateField, type Transaction } from '@codemirror/state'

/** Words from here on are worth completing; longer ones than the other nobody types. */
export const wordLengths = { least: 3, most: 50 } as const

/** What counts as a word of code, in every script. */
export const wordPattern = `[\\p{L}_$][\\p{L}\\p{N}_$]{${wordLengths.least - 1},${wordLengths.most - 1}}`

/** So many are remembered: what one works on, not everything of the day. */
const maxRecent = 200
/** What comes in one piece and is longer was not typed: a paste says nothing about which of its words are in use. */
const maxTyped = 100

const wholeWord = new RegExp(wordPattern, 'gu')

/** The words that somebody here wrote or took from a list last, the latest first. */
export const recentWords = StateField.define<readonly string[]>({
  create: () => [],
  update: (words, transaction) => (transaction.docChanged ? remember(words, touched(transaction)) : words),
})

function remember(words: readonly string[], used: readonly string[]): readonly string[] {
  if (used.length === 0) return words
  const latest = new Set([...used].reverse())
  return [...latest, ...words.filter((word) => !latest.has(word))].slice(0, maxRecent)
}

/** The words that a change ended: those around what was inserted, except the one that is being written. */
function touched({ changes, newDoc }: Transaction): readonly string[] {
  const words: string[] = []
  changes.iterChanges((_fromA, _toA, from, to) => {
    if (to === from || to - from > maxTyped) return
    const line = newDoc.lineAt(from)
    const start = Math.max(line.from, from - wordLengths.most)
    // A word that the change ends with may go on.
    for (const { 0: word, index } of newDoc.sliceString(start, Math.min(to, line.to)).matchAll(wholeWord)) {
      const end = start + index + word.length
      if (end >= from && (end < to || to - from > 1)) words.push(word)
    }
  })
  return words
}
