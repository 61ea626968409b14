import { DomainError } from '../../domain-error.ts'
import { keptReplicas } from '../../log/log-limits.ts'
import type { ReplicaOwner } from '../../log/replicas.ts'
import type { Tables } from './tables.ts'

/** Replicas in the model. */
export class ModelReplicas {
  readonly #tables: Tables
  readonly #kept: number

  constructor(tables: Tables, kept: number = keptReplicas) {
    this.#tables = tables
    this.#kept = kept
  }

  /** As `issueReplica`. */
  issue({ documentId, userId, sessionId }: { documentId: string; userId: string; sessionId: string }): number {
    const document = this.#tables.documents.get(documentId)
    if (!document?.permissions.has(userId)) throw new DomainError('not_found')
    const replica = document.nextReplica++
    document.replicas.set(replica, { userId, sessionId, nextCounter: 0, lamport: 0, seqs: [] })
    const own = [...document.replicas].filter(([, row]) => row.userId === userId)
    const [spent, row] = own.at(-1 - this.#kept) ?? []
    if (spent !== undefined && row?.seqs.length === 0) document.replicas.delete(spent)
    return replica
  }

  /** As `replicaOwner`. */
  owner(documentId: string, replica: number): ReplicaOwner | null {
    const row = this.#tables.documents.get(documentId)?.replicas.get(replica)
    if (!row) return null
    const { userId, sessionId, nextCounter, seqs } = row
    return { userId, sessionId, lastRseq: seqs.length, nextCounter }
  }

  /** As `idleReplica`. */
  idle(session: { documentId: string; userId: string; sessionId: string }): { id: number; lastRseq: number } | null {
    const replicas = [...(this.#tables.documents.get(session.documentId)?.replicas ?? [])]
    const found = replicas.findLast(
      ([, { userId, sessionId, seqs }]) =>
        userId === session.userId &&
        sessionId === session.sessionId &&
        sessionId.startsWith('token ') &&
        seqs.length > 0,
    )
    return found ? { id: found[0], lastRseq: found[1].seqs.length } : null
  }
}
