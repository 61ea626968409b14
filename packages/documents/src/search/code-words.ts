import { maxWordBytes, maxWordLength } from './search-limits.ts'
import { folded } from './search-words.ts'

/** A part of a name in code, and where it stands: `parse`, `HTTP` and `Request` are those of `parseHTTPRequest`. */
export type NamePart = { readonly from: number; readonly text: string }

const names = /[\p{Alphabetic}\p{M}\p{N}_$]+/gu
/** Where a part begins: at a capital, at a number, after `_` and `$`; and each sign of a script that has no small letters. */
const parts =
  /(?:\p{Lu}\p{M}*)+(?![\p{Ll}\p{M}])|(?:\p{Lu}\p{M}*)?(?:\p{Ll}\p{M}*)+|\p{N}+|(?![\p{Lu}\p{Ll}])\p{Alphabetic}\p{M}*/gu

/** The names of a text, in order, each as its parts. A word of prose is a name with one part. */
export function* namesIn(text: string): Generator<readonly NamePart[]> {
  for (const name of text.matchAll(names)) {
    const found = [...name[0].matchAll(parts)].map((part) => ({ from: name.index + part.index, text: part[0] }))
    if (found.length > 0) yield found
  }
}

/** What a name looks like to a search: its parts as one word, however they are written together. */
export function wordOf(name: readonly NamePart[]): string {
  return name
    .map(({ text }) => folded(text))
    .join('')
    .slice(0, maxWordLength)
    .toWellFormed()
}

/**
 * Whether a word is a beginning of others. One letter alone is in nearly every text: it means itself; one sign of a script
 * without small letters may well be what somebody looks for.
 */
export function isBeginning(word: string): boolean {
  return [...word].length > 1 || !/[\p{Ll}\p{N}]/u.test(word)
}

/**
 * The words that a text is found by the beginnings of, each once: every name from each of its parts on. So
 * `parse_http_request` is found by `parseHttp`, `httprequest` and `request`. A text with too many words is found by the
 * first of them.
 */
export function codeWords(text: string): string[] {
  const words = new Set<string>()
  let bytes = 0
  for (const name of namesIn(text)) {
    for (let at = 0; at < name.length; at++) {
      // Parts beyond the longest word would not show in it.
      const word = wordOf(name.slice(at, at + maxWordLength))
      if (word === '' || words.has(word)) continue
      bytes += Buffer.byteLength(word)
      if (bytes > maxWordBytes) return [...words]
      words.add(word)
    }
  }
  return [...words]
}
