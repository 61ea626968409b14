import {
  type Access,
  type Appended,
  type ChangeEntry,
  type DocumentBatch,
  DomainError,
  type LogRow,
  type SignInHolder,
  type StoredSnapshot,
  type Verdict,
} from '@tandem/documents'
import { mayWrite } from '@tandem/protocol'
import type { DocumentLog } from './document-log.ts'

type Replica = { readonly userId: string; lastRseq: number; nextCounter: number; lamport: number }
type Stored = {
  readonly access: Map<string, Access>
  readonly rows: LogRow[]
  readonly replicas: Map<number, Replica>
  lamport: number
  snapshot: StoredSnapshot | null
}

/**
 * The log in memory, with the same decisions as the one in Postgres: for tests of what stands on a log, and for trying
 * faults that a database does not show on demand.
 */
export class MemoryLog implements DocumentLog {
  readonly #documents = new Map<string, Stored>()

  /** Makes a document; people without an entry have no access. */
  create(documentId: string, access: Readonly<Record<string, Access>>): void {
    const people = new Map(Object.entries(access))
    this.#documents.set(documentId, { access: people, rows: [], replicas: new Map(), lamport: 0, snapshot: null })
  }

  /** Gives, changes or takes (null) a person's access. */
  setAccess(documentId: string, userId: string, access: Access | null): void {
    const people = this.#documents.get(documentId)?.access
    if (access) people?.set(userId, access)
    else people?.delete(userId)
  }

  async access(documentId: string, { userId }: SignInHolder): Promise<Access> {
    const access = this.#documents.get(documentId)?.access.get(userId)
    if (!access) throw new DomainError('not_found')
    return access
  }

  async head(documentId: string): Promise<number | null> {
    return this.#documents.get(documentId)?.rows.length ?? null
  }

  async issueReplica({ documentId, userId }: { documentId: string; userId: string }): Promise<number> {
    const replicas = this.#documents.get(documentId)?.replicas
    if (!replicas) throw new Error('no such document')
    const replica = replicas.size + 1
    replicas.set(replica, { userId, lastRseq: 0, nextCounter: 0, lamport: 0 })
    return replica
  }

  async append(documentId: string, entries: readonly ChangeEntry[]): Promise<Appended> {
    const stored = this.#documents.get(documentId)
    const at = new Date(0)
    if (!stored) return { head: 0, at, verdicts: entries.map(() => ({ status: 'refused', code: 'not_found' })) }
    const verdicts = entries.map((entry) => decide(stored, entry, at))
    return { head: stored.rows.length, at, verdicts }
  }

  async appendTogether(batches: readonly DocumentBatch[]): Promise<readonly (Appended | null)[]> {
    return Promise.all(
      batches.map(({ documentId, entries }) =>
        this.#documents.has(documentId) ? this.append(documentId, entries) : null,
      ),
    )
  }

  async read(documentId: string, after: number, limit: { rows: number; bytes: number }): Promise<LogRow[]> {
    const page: LogRow[] = []
    let bytes = 0
    for (const row of this.#documents.get(documentId)?.rows.slice(after, after + limit.rows) ?? []) {
      bytes += row.payload.length
      if (page.length > 0 && bytes > limit.bytes) break
      page.push(row)
    }
    return page
  }

  async latestSnapshot(documentId: string): Promise<StoredSnapshot | null> {
    return this.#documents.get(documentId)?.snapshot ?? null
  }

  async saveSnapshot(documentId: string, snapshot: StoredSnapshot): Promise<void> {
    const stored = this.#documents.get(documentId)
    if (stored && snapshot.seq > (stored.snapshot?.seq ?? 0)) stored.snapshot = snapshot
  }

  async dropSnapshot(documentId: string, seq: number): Promise<void> {
    const stored = this.#documents.get(documentId)
    if (stored?.snapshot?.seq === seq) stored.snapshot = null
  }
}

function decide(stored: Stored, entry: ChangeEntry, at: Date): Verdict {
  const access = stored.access.get(entry.user)
  if (!access) return { status: 'refused', code: 'not_found' }
  if (!mayWrite(access.role)) return { status: 'refused', code: 'forbidden' }
  if (access.trashed) return { status: 'refused', code: 'document_trashed' }
  const replica = stored.replicas.get(entry.replica)
  if (replica?.userId !== entry.user) return { status: 'refused', code: 'replica_invalid' }
  if (entry.rseq <= replica.lastRseq) return decideKnown(stored, entry)
  if (entry.rseq > replica.lastRseq + 1) return { status: 'refused', code: 'gap' }
  if (entry.counter !== replica.nextCounter) return { status: 'refused', code: 'bad_change' }
  for (const [other, counter] of entry.references) {
    if ((stored.replicas.get(other)?.nextCounter ?? 0) <= counter) {
      return { status: 'refused', code: 'unknown_dependency' }
    }
  }
  if (entry.lamport > stored.lamport + 1 || entry.lamport <= replica.lamport) {
    return { status: 'refused', code: 'bad_change' }
  }
  replica.lastRseq = entry.rseq
  replica.nextCounter += entry.characters
  if (entry.lamports > 0) replica.lamport = entry.lamport + entry.lamports - 1
  stored.lamport = Math.max(stored.lamport, replica.lamport)
  const seq = stored.rows.length + 1
  const { replica: id, rseq, user: userId, payload } = entry
  stored.rows.push({ seq, replica: id, rseq, userId, at, payload })
  return { status: 'appended', seq }
}

function decideKnown(stored: Stored, entry: ChangeEntry): Verdict {
  const row = stored.rows.find(({ replica, rseq }) => replica === entry.replica && rseq === entry.rseq)
  const isSame = row && Buffer.compare(row.payload, entry.payload) === 0
  return isSame ? { status: 'known', seq: row.seq } : { status: 'refused', code: 'replica_fork' }
}
