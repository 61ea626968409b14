import type { Prng } from '@tandem/crdt/testing'
import { title, wordsOf } from './titles.ts'

/** What somebody has typed of a title so far: one or two words, of which the last is not whole; `least` signs of it. */
export function titleQuery(random: Prng, least = 1): string {
  const words = wordsOf(title(random)).filter((word) => word.length >= least)
  const at = random.int(words.length)
  const last = words[at] ?? 'report'
  const begun = last.slice(0, least + random.int(last.length - least + 1))
  const before = words[at - 1]
  return before !== undefined && random.int(2) === 0 ? `${before} ${begun}` : begun
}

/** The query with one letter that is wrong, missing or too many, or two in the wrong order. */
export function withTypo(random: Prng, query: string): string {
  const at = 1 + random.int(query.length - 2)
  const [before, here, next, rest] = [query.slice(0, at), query.charAt(at), query.charAt(at + 1), query.slice(at + 2)]
  switch (random.int(4)) {
    case 0:
      return `${before}${here === 'q' ? 'x' : 'q'}${next}${rest}`
    case 1:
      return `${before}${next}${rest}`
    case 2:
      return `${before}${here}x${next}${rest}`
    default:
      return `${before}${next}${here}${rest}`
  }
}

/** Two words that some texts have: one of prose, and the beginning of a name. */
export function textQuery(random: Prng): string {
  const [one, other] = [wordsOf(title(random)), wordsOf(title(random))]
  return `${one[0] ?? 'report'} ${(other.at(-1) ?? 'plan').slice(0, 4)}`
}

/** A phrase as it stands in some code. */
export function phraseOf(random: Prng): string {
  const [name] = wordsOf(title(random))
  return `"const ${name ?? 'plan'}_"`
}
