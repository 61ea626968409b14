import type { Database } from '@tandem/db'
import { run, runOne, type Statement } from '../statement.ts'
import { codeWords } from './code-words.ts'
import { maxOpeningLines, maxOpeningUnits, maxSearchedUnits } from './search-limits.ts'

/** When a document's text is taken over into the search. */
export type TextPace = {
  /** Once nobody has edited it for so long. */
  readonly quietMs: number
  /** And every so often while somebody always does. */
  readonly longestMs: number
  /** Not sooner after somebody began with it: they may be at it, or have failed. */
  readonly againMs: number
}

/** Documents whose text somebody has to bring up to date, when they were looked for (milliseconds), and whether that is all. */
export type DueTexts = { readonly documentIds: readonly string[]; readonly at: number; readonly all: boolean }

/**
 * Takes over up to `limit` documents whose text has changed since it was last taken into the search, of those edited after
 * `since` (milliseconds): nobody else is given them for a while. For the collaboration server: it asks no policy.
 */
export async function claimTexts(
  db: Database,
  { since, limit, pace }: { readonly since: number; readonly limit: number; readonly pace: TextPace },
): Promise<DueTexts> {
  const row = await runOne(db, claim, [new Date(since), pace.quietMs, pace.longestMs, pace.againMs, limit])
  if (!row) throw new Error('claim_texts gives one row')
  return { documentIds: row.documentIds, at: row.at.getTime(), all: row.due < limit }
}

/**
 * Makes a document be found by its text as of `seq` of its log. Older than what is there already, it changes nothing. For
 * the collaboration server: it asks no policy.
 */
export async function saveText(db: Database, documentId: string, seq: number, text: string): Promise<void> {
  const searched = storable(text.slice(0, maxSearchedUnits))
  await run(db, save, [documentId, seq, searched, openingOf(searched), codeWords(searched)])
}

/** What Postgres takes as a text: without zeros, and without halves of a pair that the cut may have left. */
function storable(text: string): string {
  return text.replaceAll('\0', '\ufffd').toWellFormed()
}

/** The first lines, as a list shows them: without what is empty before them. */
function openingOf(text: string): string {
  const lines = text.slice(0, 20 * maxOpeningUnits).split('\n', 20 * maxOpeningLines)
  const first = lines.findIndex((line) => line.trim() !== '')
  if (first < 0) return ''
  const shown = lines.slice(first, first + maxOpeningLines).map((line) => line.trimEnd())
  return shown.join('\n').slice(0, maxOpeningUnits).toWellFormed()
}

const claim: Statement<{ readonly documentIds: readonly string[]; readonly at: Date; readonly due: number }> = {
  name: 'claim_texts',
  text: `SELECT document_ids AS "documentIds", at, due FROM claim_texts($1, $2, $3, $4, $5)`,
}

const save: Statement<object> = {
  name: 'save_text',
  text: `UPDATE document_text SET seq = $2, text = $3, opening = $4, words = array_to_tsvector($5::text[])
    WHERE document_id = $1 AND seq < $2`,
}
