import type { Text } from '@codemirror/state'
import { wordPattern } from './recent-words.ts'

/** So much of the text before and behind the caret is read: it is read again while one types, and what is farther is seldom meant. */
const maxReadUnits = 12_500
/** So many different words are offered: a list to choose from, not a dictionary. */
const maxWords = 500

const words = new RegExp(wordPattern, 'gu')

/** The words of the text around a place, and how often each stands there. The one that ends or begins there is left out. */
export function documentWords(doc: Text, at: number): ReadonlyMap<string, number> {
  const from = Math.max(0, at - maxReadUnits)
  const to = Math.min(doc.length, at + maxReadUnits)
  const counts = new Map<string, number>()
  for (const { 0: word, index } of doc.sliceString(from, to).matchAll(words)) {
    const start = from + index
    if (start <= at && at <= start + word.length) continue
    counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  if (counts.size <= maxWords) return counts
  return new Map([...counts].sort(([, a], [, b]) => b - a).slice(0, maxWords))
}
