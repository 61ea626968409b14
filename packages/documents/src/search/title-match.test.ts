import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { searchWords } from './search-words.ts'
import { compareMatches, matchTitle } from './title-match.ts'

const match = (title: string, query: string) => matchTitle(searchWords(title), searchWords(query))

describe('a title is found by', () => {
  test.each<[what: string, title: string, query: string, typos: number]>([
    ['the beginning of a word', 'Quarterly report', 'rep', 0],
    ['a whole word', 'Quarterly report', 'report', 0],
    ['words in any order', 'Quarterly report', 'rep quart', 0],
    ['other accents and capitals', 'Café crème', 'CAFE Creme', 0],
    ['words around punctuation', 'build.config_v2.ts', 'config ts', 0],
    ['one letter', 'Quarterly report', 'q', 0],
    ['another letter', 'Quarterly report', 'raport', 1],
    ['a letter more', 'Quarterly report', 'repport', 1],
    ['a letter less', 'Quarterly report', 'reort', 1],
    ['two letters in the wrong order', 'Quarterly report', 'rpeort', 1],
    ['a typo in the beginning of a word', 'Quarterly report', 'qaurt', 1],
    ['the first letter wrong', 'Quarterly report', 'teport', 1],
    ['a letter more at the end', 'Plan', 'plann', 1],
    ['a typo in each word', 'Quarterly report', 'raport qaurterly', 2],
    ['a letter outside the plane that most are in', 'Notes 𝒜𝒷𝒸𝒹', '𝒜𝒷𝒸', 0],
  ])('%s', (_, title, query, typos) => {
    expect(match(title, query)?.typos).toBe(typos)
  })
})

describe('a title is not found by', () => {
  test.each<[what: string, title: string, query: string]>([
    ['the middle of a word', 'Quarterly report', 'port'],
    ['two typos in a word', 'Quarterly report', 'rapart'],
    ['a typo in a short word', 'To do', 'tu'],
    ['a typo in three letters', 'The end', 'tha'],
    ['one word of two', 'Quarterly report', 'report weekly'],
    ['a pattern', 'Quarterly report', '.*'],
    ['signs that are special elsewhere', '100% done', '% _ \\ +$'],
  ])('%s', (_, title, query) => {
    const words = searchWords(query)
    if (words.length === 0) expect(words).toEqual([])
    else expect(match(title, query)).toBe(null)
  })
})

test('the better match comes first', () => {
  const titles = ['An old report', 'Report', 'Reporting', 'Reprot', 'The reporter', 'Report two']
  const found = titles.flatMap((title) => {
    const matched = match(title, 'report')
    return matched ? [{ title, matched }] : []
  })
  expect(found.sort((a, b) => compareMatches(a.matched, b.matched)).map(({ title }) => title)).toEqual([
    'Report',
    'Report two',
    'An old report',
    'Reporting',
    'The reporter',
    'Reprot',
  ])
})

/** The smallest number of typos between a word and any beginning of a text, by the definition. */
function naiveTypos(text: string, word: string): number {
  let least = Number.POSITIVE_INFINITY
  for (let end = 0; end <= text.length; end++) least = Math.min(least, distance(text.slice(0, end), word))
  return least
}

/** Optimal string alignment distance. */
function distance(a: string, b: string): number {
  const d = Array.from({ length: a.length + 1 }, (_, i) => Array.from({ length: b.length + 1 }, (_, j) => i || j))
  const at = (i: number, j: number) => d[i]?.[j] ?? 0
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      let best = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + (same ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, at(i - 2, j - 2) + 1)
      const row = d[i]
      if (row) row[j] = best
    }
  }
  return at(a.length, b.length)
}

test('one word against one word is what the definition says', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 4, maxLength: 7 })
  fc.assert(
    fc.property(word, word, (text, query) => {
      const typos = naiveTypos(text, query)
      expect(matchTitle([text], [query])?.typos ?? null).toBe(typos <= 1 ? typos : null)
    }),
    { numRuns: 3000 },
  )
})
