import type { Database } from '@tandem/db'
import { run, runOne, type Statement } from '../statement.ts'
import type { SearchedText } from './searched-text.ts'

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
export async function saveText(
  db: Database,
  documentId: string,
  seq: number,
  { text, opening, words }: SearchedText,
): Promise<void> {
  await run(db, save, [documentId, seq, text, opening, words])
}

const claim: Statement<{ readonly documentIds: readonly string[]; readonly at: Date; readonly due: number }> = {
  name: 'claim_texts',
  text: `SELECT document_ids AS "documentIds", at, due FROM claim_texts($1, $2, $3, $4, $5)`,
}

const save: Statement<object> = {
  name: 'save_text',
  text: `UPDATE document_text SET seq = $2, text = $3, opening = $4, words = array_to_tsvector(string_to_array($5, ' '))
    WHERE document_id = $1 AND seq < $2`,
}
