import { maxWordBytes, maxWordLength } from './search-limits.ts'
import { folded as foldedText } from './search-words.ts'

/** A part of a name in code, and where it stands: `parse`, `HTTP` and `Request` are those of `parseHTTPRequest`. */
export type NamePart = { readonly from: number; readonly text: string }

const names = /[\p{Alphabetic}\p{M}\p{N}_$]+/gu
/** Where a part begins: at a capital, at a number, after `_` and `$`; and each sign of a script that has no small letters. */
const parts =
  /(?:\p{Lu}\p{M}*)+(?![\p{Ll}\p{M}])|(?:\p{Lu}\p{M}*)?(?:\p{Ll}\p{M}*)+|\p{N}+|(?![\p{Lu}\p{Ll}])\p{Alphabetic}\p{M}*/gu

/**
 * A name in code: its parts, and what it looks like to a search, in which it does not matter how they are written together.
 * What follows from one part on is looked up in that, so that a name as long as a text costs no more than the text.
 */
export type Name = {
  readonly parts: readonly NamePart[]
  /** All parts, one behind the other, as they are compared. */
  readonly folded: string
  /** Where each part begins in that. */
  readonly starts: readonly number[]
}

/** The names of a text, in order. A word of prose is a name with one part. */
export function* namesIn(text: string): Generator<Name> {
  for (const name of text.matchAll(names)) {
    const found = [...name[0].matchAll(parts)].map((part) => ({ from: name.index + part.index, text: part[0] }))
    if (found.length > 0) yield nameOf(found)
  }
}

/** What a name looks like to a search from one of its parts on. */
export function wordOf({ folded, starts }: Name, part = 0): string {
  const start = starts[part] ?? folded.length
  return folded.slice(start, start + maxWordLength).toWellFormed()
}

function nameOf(parts: readonly NamePart[]): Name {
  const starts: number[] = []
  let folded = ''
  for (const { text } of parts) {
    starts.push(folded.length)
    folded += foldedText(text)
  }
  return { parts, folded, starts }
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
    for (let part = 0; part < name.parts.length; part++) {
      const word = wordOf(name, part)
      if (word === '' || words.has(word)) continue
      bytes += Buffer.byteLength(word)
      if (bytes > maxWordBytes) return [...words]
      words.add(word)
    }
  }
  return [...words]
}
