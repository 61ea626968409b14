import { isBeginning, namesIn, wordOf } from './code-words.ts'
import { maxTerms } from './search-limits.ts'

/** What somebody looks for in texts: words, by their beginnings, and what stands there exactly as it is typed. */
export type TextQuery = {
  /** As `codeWords` gives them; those of the phrases, too. */
  readonly words: readonly string[]
  /** In small letters. */
  readonly phrases: readonly string[]
}

/** Reads a query: what stands in quotes is a phrase. One that holds no word at all finds nothing. */
export function parseTextQuery(query: string): TextQuery {
  const phrases: string[] = []
  const words = new Set<string>()
  // The quote at the end may not have been typed yet.
  for (const [, phrase, plain] of query.toWellFormed().matchAll(/"([^"]*)"?|([^"]+)/gu)) {
    const text = phrase ?? plain ?? ''
    if (phrase !== undefined && phrase.trim() !== '') phrases.push(phrase.trim().toLowerCase())
    for (const name of namesIn(text)) words.add(wordOf(name))
  }
  const named = [...words].filter((word) => word !== '').slice(0, maxTerms)
  return { words: named, phrases: named.length > 0 ? phrases.slice(0, maxTerms) : [] }
}

/** The query in Postgres' language: every word by its beginning. */
export function toTsQuery({ words }: TextQuery): string {
  // Words are letters and digits: there is nothing in them to escape.
  return words.map((word) => (isBeginning(word) ? `'${word}':*` : `'${word}'`)).join(' & ')
}
