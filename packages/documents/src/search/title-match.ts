/** How a title answers a query: the less, the better. Null when it does not. */
export type TitleMatch = { readonly typos: number; readonly parts: number; readonly place: number }

/** A word of a query begins a word of a title, or nearly; or it is all of it. */
type WordMatch = { readonly typos: number; readonly part: number; readonly place: number }

/** Shorter words are too many other words with a letter changed. */
const shortestWithTypo = 4

/** Whether a word of a query may have a typo in it. */
export function mayHaveTypo(word: string): boolean {
  return [...word].length >= shortestWithTypo
}

/**
 * How the words of a title answer the words of a query, both as `searchWords` gives them: each word of the query must be
 * the beginning of one of the title's, with one typo at most (`typos` counts them; `parts` counts those that are not the
 * whole word; `place` is where the first of them stands).
 */
export function matchTitle(title: readonly string[], query: readonly string[]): TitleMatch | null {
  let typos = 0
  let parts = 0
  let place = title.length
  for (const word of query) {
    const match = matchWord(title, word)
    if (match === null) return null
    typos += match.typos
    parts += match.part
    place = Math.min(place, match.place)
  }
  return { typos, parts, place }
}

/** Which of two matches is the better one: negative when `a` is. */
export function compareMatches(a: TitleMatch, b: TitleMatch): number {
  return a.typos - b.typos || a.parts - b.parts || a.place - b.place
}

function matchWord(title: readonly string[], word: string): WordMatch | null {
  let best: WordMatch | null = null
  for (const [place, candidate] of title.entries()) {
    if (candidate.startsWith(word)) {
      const part = candidate.length === word.length ? 0 : 1
      if (best === null || best.typos > 0 || part < best.part) best = { typos: 0, part, place }
    } else if (best === null && mayHaveTypo(word) && beginsNearly([...candidate], [...word])) {
      best = { typos: 1, part: 1, place }
    }
  }
  return best
}

/**
 * Whether `text` has a beginning that is one typo away from `word`: a character more, one less, another one, or two in
 * the wrong order.
 */
function beginsNearly(text: readonly string[], word: readonly string[]): boolean {
  let at = 0
  while (at < word.length && text[at] === word[at]) at++
  const restIs = (fromText: number, fromWord: number) => {
    for (let i = fromWord; i < word.length; i++) if (text[fromText + i - fromWord] !== word[i]) return false
    return true
  }
  return (
    restIs(at + 1, at + 1) || // another one
    restIs(at, at + 1) || // one more in the query
    restIs(at + 1, at) || // one more in the title
    (text[at] === word[at + 1] && text[at + 1] === word[at] && restIs(at + 2, at + 2)) // the wrong order
  )
}
