import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete'
import type { EditorState } from '@codemirror/state'
import { documentWords } from './document-words.ts'
import { keywordsOf } from './language-keywords.ts'
import { recentWords, wordLengths } from './recent-words.ts'

const wordBefore = /[\p{L}_$][\p{L}\p{N}_$]*$/u
const goesOn = /^[\p{L}\p{N}_$]*$/u

/** Completions from the words of the live document and the keywords of its language, those in use first. */
export function wordCompletion({ state, pos, explicit }: CompletionContext): CompletionResult | null {
  const before = wordAt(state, pos)
  if (before === '' && !explicit) return null
  const options: Completion[] = rankedWords(state, pos).map(({ word, rank }) => ({
    label: word,
    type: 'text',
    // A language's own completions know what a word means: they go first.
    boost: rank - 99,
  }))
  const keywords = keywordsOf(state).map((label): Completion => ({ label, type: 'keyword', boost: -50 }))
  return { from: pos - before.length, options: [...keywords, ...options], validFor: goesOn }
}

/** The likeliest word that goes on from what stands before a place; null when none does, or when a word stands behind it. */
export function likelyRest(state: EditorState, pos: number): string | null {
  const before = wordAt(state, pos)
  if (before.length < wordLengths.least - 1 || goesOn.test(state.sliceDoc(pos, pos + 1) || ' ')) return null
  let best: { readonly word: string; readonly rank: number } | null = null
  for (const candidate of rankedWords(state, pos)) {
    const fits = candidate.word.startsWith(before) && candidate.word.length > before.length
    if (fits && (best === null || candidate.rank > best.rank)) best = candidate
  }
  return best === null ? null : best.word.slice(before.length)
}

/** The word that ends at a place. */
function wordAt(state: EditorState, pos: number): string {
  const line = state.doc.lineAt(pos)
  const start = Math.max(line.from, pos - wordLengths.most)
  return wordBefore.exec(state.sliceDoc(start, pos))?.[0] ?? ''
}

/** The words around, ranked from 0 to 80: how lately one was written counts as much as how often it stands there. */
function rankedWords(state: EditorState, pos: number): readonly { readonly word: string; readonly rank: number }[] {
  const recent = new Map((state.field(recentWords, false) ?? []).map((word, at) => [word, at]))
  return [...documentWords(state.doc, pos)].map(([word, count]) => {
    const at = recent.get(word)
    const lately = at === undefined ? 0 : Math.max(0, 40 - at)
    return { word, rank: lately + Math.min(40, 8 * Math.log2(count)) }
  })
}
