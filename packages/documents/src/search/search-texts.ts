import type { Database } from '@tandem/db'
import { z } from 'zod'
import type { Actor } from '../access/actor.ts'
import { rolesThatMay } from '../access/policy.ts'
import { isId } from '../id.ts'
import { parse } from '../parse.ts'
import { run, type Statement } from '../statement.ts'
import { type FoundLine, foundLines } from './found-lines.ts'
import { maxFoundTexts, maxPhraseCandidates, maxTextQueryLength } from './search-limits.ts'
import { parseTextQuery, toTsQuery } from './text-query.ts'

/** A document in whose text something was found, with the lines that show it best. */
export type FoundText = {
  readonly id: string
  readonly title: string
  readonly editedAt: Date
  readonly lines: readonly FoundLine[]
}

const defaultTexts = 10

const searchSchema = z.strictObject({
  query: z
    .string('A query must be text.')
    .max(maxTextQueryLength, `A query can have at most ${maxTextQueryLength} characters.`),
  limit: z.int().min(1).max(maxFoundTexts).default(defaultTexts),
})

/**
 * Documents that the actor may open, by what their texts say: every word of the query begins a word of the text, or a part
 * of a name in it (`parse_http_request` has `http` and `httpRequest`); what stands in quotes is in it as it is, capitals
 * aside, on one line. What the actor opened last comes first. Nothing of the trash. A query without a word finds nothing.
 * A text is found as it was when it last was quiet. Throws `DomainError('bad_request')` for more than 500 characters and
 * for a limit beyond 1–20.
 */
export async function searchTexts(
  db: Database,
  actor: Actor,
  input: { query: string; limit?: number | undefined },
): Promise<FoundText[]> {
  const { query, limit } = parse(searchSchema, input)
  const wanted = parseTextQuery(query.replaceAll('\0', ' '))
  if (wanted.words.length === 0 || !isId(actor.userId)) return []
  const candidates = wanted.phrases.length > 0 ? maxPhraseCandidates : limit
  const rows = await run(db, search, [
    actor.userId,
    rolesThatMay('read'),
    toTsQuery(wanted),
    wanted.phrases,
    candidates,
    limit,
  ])
  return rows.map(({ text, ...found }) => ({ ...found, lines: foundLines(text, wanted) }))
}

const search: Statement<{
  readonly id: string
  readonly title: string
  readonly editedAt: Date
  readonly text: string
}> = {
  name: 'search_texts',
  text: `SELECT id, title, edited_at AS "editedAt", text FROM search_texts($1, $2::role[], $3::tsquery, $4::text[], $5, $6)`,
}
