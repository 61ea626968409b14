import type { Database } from '@tandem/db'
import { type ErrorCode, limits } from '@tandem/protocol'
import { rolesThatMay } from '../access/policy.ts'
import { isId } from '../id.ts'
import { runOne, type Statement } from '../statement.ts'
import { columnsOf } from './append-columns.ts'
import type { ChangeEntry, DocumentBatch } from './change-entry.ts'

/** Why a change was not appended. */
export type RefusalCode = Extract<
  ErrorCode,
  | 'auth_required'
  | 'account_disabled'
  | 'not_found'
  | 'forbidden'
  | 'document_trashed'
  | 'replica_invalid'
  | 'gap'
  | 'replica_fork'
  | 'unknown_dependency'
  | 'document_full'
  | 'bad_change'
>

/** What became of one change: in the log now, in the log since before, or refused without any effect. */
export type Verdict =
  | { readonly status: 'appended' | 'known'; readonly seq: number }
  | { readonly status: 'refused'; readonly code: RefusalCode }

/** What became of a batch: the log's head after it, the server's time for its rows, one verdict for each entry. */
export type Appended = { readonly head: number; readonly at: Date; readonly verdicts: readonly Verdict[] }

/**
 * Appends changes to a document's log, in order, in one statement and one transaction: when this resolves, every
 * `appended` entry is durable. Entries are judged one by one against what the entries before them left; a refused one
 * has no effect, and what depends on it is refused in turn (`gap`, `unknown_dependency`). Sending an entry again is
 * safe: it is `known`, with its seq.
 *
 * Throws `DomainError('busy')` for lock and statement timeouts, when nothing was committed. After any other error
 * (a broken connection) it is not known whether it was: send the same entries again.
 */
export async function appendChanges(
  db: Database,
  documentId: string,
  entries: readonly ChangeEntry[],
): Promise<Appended> {
  const [outcome] = isId(documentId) ? await append(db, [{ documentId, entries }], 'wait') : []
  return outcome ?? { head: 0, at: new Date(), verdicts: entries.map(() => refused('not_found')) }
}

/**
 * Appends to several documents, in one statement and one transaction: in the order of the batches, each as
 * `appendChanges` does. Null for a document that somebody else holds at the moment, or that does not exist: nothing
 * was judged, append to it by itself. Requires that no document comes twice.
 *
 * Throws `DomainError('busy')` when nothing was committed at all. After any other error it is not known whether it was;
 * what caused it may concern one document alone: send the same entries again, each document's by themselves.
 */
export function appendTogether(db: Database, batches: readonly DocumentBatch[]): Promise<readonly (Appended | null)[]> {
  return append(db, batches, 'pass over')
}

/**
 * What became of each batch; null for a document that does not exist, or that was passed over because it is held.
 * Requires of the statement that it gives what `append_changes` gives for the parameters that it takes.
 */
export async function append(
  db: Database,
  batches: readonly DocumentBatch[],
  held: 'wait' | 'pass over',
  statement = appendStatement,
): Promise<(Appended | null)[]> {
  const row = await runOne(db, statement, [
    batches.map(({ documentId }) => documentId),
    held === 'wait',
    rolesThatMay('write'),
    limits.maxDocumentCharacters,
    ...columnsOf(batches),
  ])
  if (!row) throw new Error('append_changes gives one row')
  const { at, heads, seqs, codes } = row
  let next = 0
  return batches.map(({ entries }, place) => {
    const first = next
    next += entries.length
    const head = heads[place] ?? null
    if (head === null) return null
    const verdicts = entries.map((_, index) => verdictOf(codes[first + index] ?? null, seqs[first + index] ?? null))
    return { head: Number(head), at, verdicts }
  })
}

type Code = Verdict extends infer V
  ? V extends { code: infer C }
    ? C
    : V extends { status: infer S }
      ? S
      : never
  : never

/**
 * What `append_changes` gives: heads by document; seqs and codes by entry. Null where nothing was judged, and the seq of
 * what was refused.
 */
export type AppendRow = {
  readonly at: Date
  readonly heads: readonly (string | null)[]
  readonly seqs: readonly (string | null)[]
  readonly codes: readonly (Code | null)[]
}

/** The call itself, for statements that do something with its outcome. */
export const appendCall = `append_changes($1::text[], $2, $3::role[], $4, $5::int[], $6::text[], $7::text[], $8::int[],
  $9::int[], $10::int[], $11::int[], $12::int[], $13::bigint[], $14::bigint[], $15::bigint[], $16::bigint[],
  $17::bigint[], $18::int[], $19::int[], $20::bigint[], $21::bytea[])`

const appendStatement: Statement<AppendRow> = {
  name: 'append_changes',
  // Where nothing was appended nothing has to survive: whoever sends what is refused makes nobody wait for the disk. What is
  // known was durable before it could be seen.
  text: `SELECT a.*, CASE WHEN 'appended' = ANY (a.codes) THEN NULL ELSE set_config('synchronous_commit', 'off', true) END
    FROM ${appendCall} a`,
}

function verdictOf(code: Code | null, seq: string | null): Verdict {
  if (code === null) throw new Error('append_changes judges every entry of a document that it has locked')
  return isRefusal(code) ? refused(code) : { status: code, seq: Number(seq) }
}

function isRefusal(code: Code): code is RefusalCode {
  return code !== 'appended' && code !== 'known'
}

function refused(code: RefusalCode): Verdict {
  return { status: 'refused', code }
}
