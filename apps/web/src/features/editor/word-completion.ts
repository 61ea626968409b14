import type { Completion, CompletionContext, CompletionResult, CompletionSource } from '@codemirror/autocomplete'
import { syntaxTree } from '@codemirror/language'
import type { EditorState } from '@codemirror/state'
import { documentWords } from './document-words.ts'
import { keywordsOf } from './language-keywords.ts'
import { recentWords, wordLengths } from './recent-words.ts'

const wordBefore = /[\p{L}_$][\p{L}\p{N}_$]*$/u
const goesOn = /^[\p{L}\p{N}_$]*$/u

/**
 * Completions from the words of the live document and the keywords of its language, those in use first. What the language
 * offers by itself is left to it: it knows what a word means. In a comment people write sentences, whose last word Enter must not
 * turn into another: there they have to ask.
 */
export async function wordCompletion(context: CompletionContext): Promise<CompletionResult | null> {
  const { state, pos, explicit } = context
  const before = wordAt(state, pos)
  if (!explicit && (before === '' || isInComment(state, pos))) return null
  const taken = await offeredByLanguage(context)
  const keywords = keywordsOf(state)
  const known = new Set([...taken, ...keywords])
  const words = rankedWords(state, pos).filter(({ word }) => !known.has(word))
  return {
    from: pos - before.length,
    options: [
      ...keywords
        .filter((label) => !taken.has(label))
        .map((label): Completion => ({ label, type: 'keyword', boost: -50 })),
      ...words.map(({ word, rank }): Completion => ({ label: word, type: 'text', boost: rank - 99 })),
    ],
    validFor: goesOn,
  }
}

function isInComment(state: EditorState, pos: number): boolean {
  return /comment/i.test(syntaxTree(state).resolveInner(pos, -1).name)
}

/** The labels of what the language offers at a place. */
async function offeredByLanguage(context: CompletionContext): Promise<ReadonlySet<string>> {
  const { state, pos } = context
  const sources = state.languageDataAt<CompletionSource | readonly (Completion | string)[]>('autocomplete', pos)
  const found = await Promise.all(
    sources
      .filter((source) => source !== wordCompletion)
      .map(async (source) => (typeof source === 'function' ? ((await source(context))?.options ?? []) : source)),
  )
  return new Set(found.flat().map((option) => (typeof option === 'string' ? option : option.label)))
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
