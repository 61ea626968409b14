import { limits } from '@tandem/protocol'
import { DomainError } from '../../domain-error.ts'
import { isId } from '../../id.ts'
import type { Appended, Verdict } from '../../log/append.ts'
import type { ChangeEntry, DocumentBatch } from '../../log/change-entry.ts'
import { defaultBytes, type LogRow, maxRows } from '../../log/log.ts'
import type { DocumentRow } from './document-row.ts'
import { judge } from './judge.ts'
import type { Tables } from './tables.ts'

/** The log of every document, in the model. */
export class ModelLog {
  readonly #tables: Tables
  readonly #maxCharacters: number

  constructor(tables: Tables, maxCharacters: number = limits.maxDocumentCharacters) {
    this.#tables = tables
    this.#maxCharacters = maxCharacters
  }

  /** As `appendChanges`. */
  append(documentId: string, entries: readonly ChangeEntry[]): Appended {
    const document = this.#tables.documents.get(documentId)
    const at = this.#tables.now()
    if (!document) {
      return { head: 0, at: new Date(at), verdicts: entries.map(() => ({ status: 'refused', code: 'not_found' })) }
    }
    const verdicts = entries.map((entry) => this.#appendOne(document, entry, at))
    return { head: document.log.length, at: new Date(at), verdicts }
  }

  /** As `appendTogether`; `held` are the documents that somebody else holds at the moment. */
  appendTogether(
    batches: readonly DocumentBatch[],
    held: ReadonlySet<string> = new Set(),
  ): readonly (Appended | null)[] {
    return batches.map(({ documentId, entries }) =>
      held.has(documentId) || !this.#tables.documents.has(documentId) ? null : this.append(documentId, entries),
    )
  }

  /** As `appendWhole`. */
  appendWhole(documentId: string, entries: readonly ChangeEntry[]): number {
    const document = this.#tables.documents.get(documentId)
    if (!document) {
      // Nothing was refused, for nothing was asked: it is told like what was written.
      if (isId(documentId)) this.#tables.notify({ channel: 'document', document: documentId })
      throw new DomainError('not_found')
    }
    const undo = undoing(document)
    let seq = 0
    for (const verdict of this.append(documentId, entries).verdicts) {
      if (verdict.status === 'refused') {
        undo()
        throw new DomainError(verdict.code)
      }
      seq = verdict.seq
    }
    document.revision++
    this.#tables.notify({ channel: 'document', document: documentId })
    return seq
  }

  /** As `readLog`. */
  read(
    documentId: string,
    { after, limit, maxBytes = defaultBytes }: { after: number; limit: number; maxBytes?: number | undefined },
  ): LogRow[] {
    const page: LogRow[] = []
    let bytes = 0
    for (const row of this.#tables.documents.get(documentId)?.log.slice(after, after + Math.min(limit, maxRows)) ??
      []) {
      bytes += row.payload.length
      if (page.length > 0 && bytes > maxBytes) break
      page.push(row)
    }
    return page
  }

  /** As `head`. */
  head(documentId: string): number | null {
    return this.#tables.documents.get(documentId)?.log.length ?? null
  }

  /** As `headsBeyond`. */
  headsBeyond(known: ReadonlyMap<string, number>): Map<string, number> {
    const beyond = new Map<string, number>()
    for (const [documentId, seq] of known) {
      const head = this.head(documentId)
      if (head !== null && head > seq) beyond.set(documentId, head)
    }
    return beyond
  }

  #appendOne(document: DocumentRow, entry: ChangeEntry, at: number): Verdict {
    const judgement = judge(this.#tables, document, entry, { at, maxCharacters: this.#maxCharacters })
    if (judgement === 'new') return { status: 'appended', seq: write(document, entry, at) }
    if (typeof judgement === 'string') return { status: 'refused', code: judgement }
    return { status: 'known', seq: judgement.seq }
  }
}

/** What takes back everything that is appended to a document from now on. */
function undoing(document: DocumentRow): () => void {
  const { lamport, characters, editedAt, log } = document
  const head = log.length
  const replicas = [...document.replicas.values()].map((row) => ({
    row,
    was: { nextCounter: row.nextCounter, lamport: row.lamport },
    written: row.seqs.length,
  }))
  return () => {
    Object.assign(document, { lamport, characters, editedAt })
    log.length = head
    for (const { row, was, written } of replicas) {
      Object.assign(row, was)
      row.seqs.length = written
    }
  }
}

/** Writes an entry that was judged to be the next of its replica. Returns its seq. */
function write(
  document: DocumentRow,
  { replica, rseq, user, lamport, lamports, characters, payload }: ChangeEntry,
  at: number,
): number {
  const seq = document.log.length + 1
  const author = document.replicas.get(replica)
  if (!author) throw new Error('judged without its replica')
  // A copy: what was committed does not change with the caller's buffer.
  document.log.push({ seq, replica, rseq, userId: user, at: new Date(at), payload: payload.slice() })
  author.seqs.push(seq)
  author.nextCounter += characters
  if (lamports > 0) author.lamport = lamport + lamports - 1
  document.lamport = Math.max(document.lamport, author.lamport)
  document.characters += characters
  document.editedAt = at
  return seq
}
