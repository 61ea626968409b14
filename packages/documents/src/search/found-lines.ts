import { isBeginning, type Name, namesIn } from './code-words.ts'
import { maxFoundLines, maxLineUnits } from './search-limits.ts'
import { folded } from './search-words.ts'
import type { TextQuery } from './text-query.ts'

/** A line in which something was found: its number, from 1, and what it says, piece by piece. Plain text, no markup. */
export type FoundLine = {
  readonly line: number
  readonly pieces: readonly { readonly text: string; readonly found: boolean }[]
}

/** A place in a line: from, to. */
type Span = readonly [from: number, to: number]

/** The lines of a text that show best why a query finds it: those with most of what is looked for, in their order. */
export function foundLines(text: string, query: TextQuery): FoundLine[] {
  const lines: { readonly line: number; readonly text: string; readonly spans: Span[]; readonly terms: number }[] = []
  for (const [index, line] of text.split('\n').entries()) {
    const { spans, terms } = find(line, query)
    if (terms > 0) lines.push({ line: index + 1, text: line, spans, terms })
  }
  return lines
    .sort((a, b) => b.terms - a.terms || a.line - b.line)
    .slice(0, maxFoundLines)
    .sort((a, b) => a.line - b.line)
    .map(({ line, text, spans }) => ({ line, pieces: pieces(text, spans) }))
}

/** Where the query is in a line, and how many of its terms are. With phrases, only they count. */
function find(line: string, { words, phrases }: TextQuery): { spans: Span[]; terms: number } {
  const found = phrases.length > 0 ? phrases.map((phrase) => phraseSpans(line, phrase)) : wordSpans(line, words)
  return { spans: merged(found.flat()), terms: found.filter((spans) => spans.length > 0).length }
}

function phraseSpans(line: string, phrase: string): Span[] {
  const small = line.toLowerCase()
  // A few letters get longer as small ones: places in one are none in the other then.
  if (small.length !== line.length) return small.includes(phrase) ? [[0, line.length]] : []
  const spans: Span[] = []
  for (let at = small.indexOf(phrase); at >= 0; at = small.indexOf(phrase, at + phrase.length)) {
    spans.push([at, at + phrase.length])
  }
  return spans
}

/** For each word, where it begins a part of a name. */
function wordSpans(line: string, words: readonly string[]): Span[][] {
  const names = [...namesIn(line)]
  return words.map((word) =>
    names.flatMap((name) => name.parts.map((_, part) => spanOf(name, part, word)).filter((span) => span !== null)),
  )
}

/** From that part of the name on, as far as the word goes; null when the word does not begin there. */
function spanOf({ parts, folded: name, starts }: Name, part: number, word: string): Span | null {
  const [start = 0, first] = [starts[part], parts[part]]
  if (!first || !name.startsWith(word, start)) return null
  if (!isBeginning(word) && start + word.length < name.length) return null
  // What is looked for may end inside a part: its signs are counted as they are compared.
  let left = word.length
  let end = first.from
  for (let at = part; ; at++) {
    const shown = parts[at]
    if (!shown) return [first.from, end]
    end = shown.from
    for (const sign of shown.text) {
      if (left <= 0) return [first.from, end]
      left -= folded(sign).length
      end += sign.length
    }
  }
}

function merged(spans: readonly Span[]): Span[] {
  const result: [number, number][] = []
  for (const [from, to] of spans.toSorted((a, b) => a[0] - b[0])) {
    const last = result.at(-1)
    if (last && from <= last[1]) last[1] = Math.max(last[1], to)
    else result.push([from, to])
  }
  return result
}

/** The line without its indentation, cut around what was found first; some of what stands before that is read with it. */
function pieces(line: string, spans: readonly Span[]): FoundLine['pieces'] {
  const begin = line.length - line.trimStart().length
  const end = line.trimEnd().length
  const first = spans[0]?.[0] ?? begin
  const from = Math.max(begin, Math.min(first - maxLineUnits / 4, end - maxLineUnits))
  const to = Math.min(end, from + maxLineUnits)
  const result: { text: string; found: boolean }[] = []
  const add = (text: string, found: boolean) => {
    if (text !== '') result.push({ text: text.toWellFormed(), found })
  }
  add(from > begin ? '…' : '', false)
  let at = from
  for (const span of spans) {
    const [start, stop] = [Math.min(span[0], to), Math.min(span[1], to)]
    add(line.slice(at, start), false)
    add(line.slice(start, stop), true)
    at = stop
  }
  add(line.slice(at, to), false)
  add(to < end ? '…' : '', false)
  return result
}
