import type { Database } from '@tandem/db'
import { type ErrorCode, limits } from '@tandem/protocol'
import { columnsOf, integers, parametersOf } from './append-columns.ts'
import type { ChangeEntry } from './change-entry.ts'
import { isId } from './id.ts'
import { rolesThatMay } from './policy.ts'
import { run, runOne, type Statement } from './statement.ts'

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
  if (!isId(documentId)) return { head: 0, at: new Date(), verdicts: entries.map(() => refused('not_found')) }
  const parameters = [documentId, ...appendRules(), ...parametersOf([columnsOf(entries)])]
  const row = await runOne(db, append, parameters)
  if (!row) throw new Error('append_changes gives one row')
  return appendedOf(row)
}

/** One document's part of a statement that appends to several. */
export type DocumentBatch = { readonly documentId: string; readonly entries: readonly ChangeEntry[] }

/**
 * Appends to several documents, in one statement and one transaction: in the order of the batches, each as
 * `appendChanges` does. Null for a document that somebody else holds at the moment, or that does not exist: nothing
 * was judged, append to it by itself. Requires that no document comes twice.
 *
 * Throws `DomainError('busy')` when nothing was committed at all. After any other error it is not known whether it was;
 * what caused it may concern one document alone: send the same entries again, each document's by themselves.
 */
export async function appendTogether(
  db: Database,
  batches: readonly DocumentBatch[],
): Promise<readonly (Appended | null)[]> {
  const columns = batches.map(({ entries }) => columnsOf(entries))
  const rows = await run(db, together, [
    batches.map(({ documentId }) => documentId),
    integers(columns.map(({ users }) => users.length)),
    integers(columns.map(({ replicas }) => replicas.length)),
    integers(columns.map(({ entries }) => entries.length)),
    integers(columns.map(({ referenceReplica }) => referenceReplica.length)),
    ...appendRules(),
    ...parametersOf(columns),
  ])
  const outcomes: (Appended | null)[] = batches.map(() => null)
  for (const row of rows) outcomes[row.place - 1] = appendedOf(row)
  return outcomes
}

/** What a batch is judged by, besides what it holds. */
function appendRules(): unknown[] {
  return [rolesThatMay('write'), limits.maxDocumentCharacters]
}

function appendedOf({ head, at, seqs, codes }: AppendRow): Appended {
  const verdictOf = (code: Code, index: number): Verdict =>
    isRefusal(code) ? refused(code) : { status: code, seq: Number(seqs[index]) }
  return { head: Number(head), at, verdicts: codes.map(verdictOf) }
}

type Code = Verdict extends infer V
  ? V extends { code: infer C }
    ? C
    : V extends { status: infer S }
      ? S
      : never
  : never
type AppendRow = {
  readonly head: string
  readonly at: Date
  readonly seqs: readonly (string | null)[]
  readonly codes: readonly Code[]
}

const append: Statement<AppendRow> = {
  name: 'append_changes',
  text: `SELECT * FROM append_changes($1, $2::role[], $3, $4::text[], $5::text[], $6::int[], $7::int[], $8::int[],
    $9::bigint[], $10::bigint[], $11::bigint[], $12::bigint[], $13::bigint[], $14::int[], $15::int[], $16::bigint[],
    $17::bytea[])`,
}

const together: Statement<AppendRow & { readonly place: number }> = {
  name: 'append_together',
  text: `SELECT * FROM append_together($1::text[], $2::int[], $3::int[], $4::int[], $5::int[], $6::role[], $7, $8::text[],
    $9::text[], $10::int[], $11::int[], $12::int[], $13::bigint[], $14::bigint[], $15::bigint[], $16::bigint[],
    $17::bigint[], $18::int[], $19::int[], $20::bigint[], $21::bytea[])`,
}

function isRefusal(code: Code): code is RefusalCode {
  return code !== 'appended' && code !== 'known'
}

function refused(code: RefusalCode): Verdict {
  return { status: 'refused', code }
}
