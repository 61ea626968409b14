import type { SearchQuery } from '@codemirror/search'
import type { EditorState } from '@codemirror/state'

/** A place that is what somebody searches. */
export type Match = { readonly from: number; readonly to: number }

/** Matches are looked for up to here: more than that is not read, and looking costs. */
export const maxMatches = 999

/** So much is read at once: about two milliseconds, as each sign is made comparable before it is compared. */
const sliceUnits = 16_384

/** Looks for what matches, from the start of the text on. It stops after every slice of the text and can be left there. */
export function* matchesOf(query: SearchQuery, state: EditorState): Generator<void, readonly Match[]> {
  const { length } = state.doc
  // Nobody knows how far the match of a regular expression reaches, and a megabyte is read for one in some milliseconds.
  const slice = query.regexp ? length : sliceUnits
  // A match begins in the slice and may end behind it. A sign of the text takes two units and may be one of what is searched.
  const reach = 2 * query.search.normalize('NFKD').length
  const matches: Match[] = []
  for (let at = 0; ; ) {
    const end = Math.min(length, at + slice)
    const cursor = query.getCursor(state, at, Math.min(length, end + reach))
    for (let { value, done } = cursor.next(); !done; { value, done } = cursor.next()) {
      if (value.from >= end && end < length) break
      matches.push({ from: value.from, to: value.to })
      if (matches.length === maxMatches) return matches
      at = value.to
    }
    if (end === length) return matches
    at = Math.max(at, end)
    yield
  }
}
