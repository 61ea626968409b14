import type { Database } from '@tandem/db'
import type { Role } from '@tandem/protocol'
import { z } from 'zod'
import type { Actor } from '../access/actor.ts'
import { isId } from '../id.ts'
import { parse } from '../parse.ts'
import { run, type Statement } from '../statement.ts'
import { searchWords } from './search-words.ts'
import { compareMatches, matchTitle, mayHaveTypo, type TitleMatch } from './title-match.ts'

/** A document whose title was looked for. */
export type FoundTitle = {
  readonly id: string
  readonly title: string
  readonly role: Role
  readonly editedAt: Date
  /** When the actor last opened it; null when they never did. */
  readonly openedAt: Date | null
}

/** More than anybody reads of a list of suggestions. */
const maxResults = 50
const defaultResults = 10
/** More words than a title that is looked for has in a query. */
const maxWords = 8
/** Words that the database looks for; a title that has these has the others, too, or is looked at for nothing. */
const maxLookedUp = 3
/** Of a longer word the database compares the beginning. */
const maxCompared = 16
/** More than the database looks at: then it looks for those with a typo, too. */
const never = 10_000

const searchSchema = z.strictObject({
  query: z.string('A query must be text.').max(500, 'A query can have at most 500 characters.'),
  limit: z.int().min(1).max(maxResults).default(defaultResults),
})

/**
 * Documents that the actor may open, by what is typed of their titles: every word of the query begins a word of the
 * title, words of four characters or more also with one typo. Without typos come first, whole words before beginnings,
 * then what the actor opened last and most often. Nothing of the trash. An empty query finds nothing. Throws
 * `DomainError('bad_request')` for more than 500 characters and for a limit beyond 1–50.
 */
export async function searchTitles(
  db: Database,
  actor: Actor,
  input: { query: string; limit?: number | undefined },
): Promise<FoundTitle[]> {
  const { query, limit } = parse(searchSchema, input)
  const words = searchWords(query.toWellFormed()).slice(0, maxWords)
  // The longest word is in the fewest titles.
  const [rarest, ...others] = words.toSorted((a, b) => b.length - a.length).slice(0, maxLookedUp)
  if (rarest === undefined || !isId(actor.userId)) return []
  const asked = [rarest, ...others]
  // What it finds without typos is what is looked for, when it compared everything.
  const isExact = words.length === asked.length && [...rarest].length <= maxCompared
  const rows = await run(db, search, [actor.userId, asked, asked.map(mayHaveTypo), isExact ? limit : never])
  return ranked(rows, words)
    .slice(0, limit)
    .map(({ found }) => found)
}

type Row = FoundTitle & { readonly times: number | null }
type Ranked = { readonly found: FoundTitle; readonly times: number; readonly match: TitleMatch }

function ranked(rows: readonly Row[], words: readonly string[]): Ranked[] {
  const once = new Map(rows.map((row) => [row.id, row]))
  const matching = [...once.values()].flatMap(({ times, ...found }) => {
    const match = matchTitle(searchWords(found.title), words)
    return match === null ? [] : [{ found, times: times ?? 0, match }]
  })
  return matching.sort(compare)
}

function compare(a: Ranked, b: Ranked): number {
  return (
    compareMatches(a.match, b.match) ||
    (b.found.openedAt?.getTime() ?? 0) - (a.found.openedAt?.getTime() ?? 0) ||
    b.times - a.times ||
    b.found.editedAt.getTime() - a.found.editedAt.getTime()
  )
}

const search: Statement<Row> = {
  name: 'search_titles',
  text: `SELECT id, title, role, edited_at AS "editedAt", opened_at AS "openedAt", times
    FROM search_titles($1, $2::text[], $3::boolean[], $4)`,
}
