import type { Database } from '@tandem/db'
import { type ErrorCode, limits } from '@tandem/protocol'
import { isId } from './id.ts'
import { rolesThatMay } from './policy.ts'
import { runOne, type Statement } from './statement.ts'

/** One encoded change, and what the log must know of it. All numbers are integers. */
export type ChangeEntry = {
  /** Who sends it: the person of the session, never anything from the message. */
  readonly user: string
  readonly replica: number
  readonly rseq: number
  /** Lamport time of its first tick, and how many ticks it takes: none when it only deletes. */
  readonly lamport: number
  readonly lamports: number
  /** Counter of its first inserted code unit, and how many it inserts. */
  readonly counter: number
  readonly characters: number
  /** The highest counter of each replica that it refers to, its own new ones excluded. */
  readonly references: ReadonlyMap<number, number>
  readonly payload: Uint8Array
}

/** Why a change was not appended. */
export type RefusalCode = Extract<
  ErrorCode,
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
  const row = isId(documentId) ? await runOne(db, append, parameters(documentId, entries)) : null
  if (!row) return { head: 0, at: new Date(), verdicts: entries.map(() => refused('not_found')) }
  return {
    head: Number(row.head),
    at: row.at,
    verdicts: row.codes.map((code, index) =>
      isRefusal(code) ? refused(code) : { status: code, seq: Number(row.seqs[index]) },
    ),
  }
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
  text: `SELECT * FROM append_changes($1, $2::role[], $3, $4::text[], $5::int[], $6::int[], $7::int[], $8::bigint[],
    $9::bigint[], $10::bigint[], $11::bigint[], $12::bigint[], $13::int[], $14::int[], $15::bigint[], $16::bytea[])`,
}

/**
 * People and replicas travel once each; an entry and its references name them by place (from 1). So the statement
 * looks every one of them up once, however long the batch is.
 */
function parameters(documentId: string, entries: readonly ChangeEntry[]): unknown[] {
  const users = new Places<string>()
  const replicas = new Places<number>()
  const referenceReplica: number[] = []
  const referenceCounter: number[] = []
  for (const { references } of entries) {
    for (const [replica, counter] of references) {
      referenceReplica.push(replicas.of(replica))
      referenceCounter.push(counter)
    }
  }
  const userAt = entries.map(({ user }) => users.of(user))
  const replicaAt = entries.map(({ replica }) => replicas.of(replica))
  return [
    documentId,
    rolesThatMay('write'),
    limits.maxDocumentCharacters,
    users.all,
    integers(replicas.all),
    integers(userAt),
    integers(replicaAt),
    integers(entries.map(({ rseq }) => rseq)),
    integers(entries.map(({ lamport }) => lamport)),
    integers(entries.map(({ lamports }) => lamports)),
    integers(entries.map(({ counter }) => counter)),
    integers(entries.map(({ characters }) => characters)),
    integers(entries.map(({ references }) => references.size)),
    integers(referenceReplica),
    integers(referenceCounter),
    entries.map(({ payload }) => payload),
  ]
}

/** A Postgres array literal: `pg` would quote and escape every number on its own. */
function integers(values: readonly number[]): string {
  return `{${values.join(',')}}`
}

class Places<T> {
  readonly all: T[] = []
  readonly #places = new Map<T, number>()

  of(value: T): number {
    const known = this.#places.get(value)
    if (known !== undefined) return known
    const place = this.all.push(value)
    this.#places.set(value, place)
    return place
  }
}

function isRefusal(code: Code): code is RefusalCode {
  return code !== 'appended' && code !== 'known'
}

function refused(code: RefusalCode): Verdict {
  return { status: 'refused', code }
}
