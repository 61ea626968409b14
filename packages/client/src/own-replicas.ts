import { isReplicaId, type ReplicaId } from '@tandem/crdt'
import { type IssuedReplica, limits } from '@tandem/protocol'
import type { StoredDocument } from './offline-store.ts'

/**
 * The replicas that were issued to this device for one document. One of them is the author here. *Spares* are for a start
 * without a connection, when none can be issued: such a start writes as a spare, and the next one may go on as the same
 * spare as long as nothing of it was sent. After that it could happen that the server knows more of it than the device,
 * and two changes would have one name: a spare is *retired* before the first hello.
 */
export class OwnReplicas {
  #issued: readonly IssuedReplica[] = []
  #spares: readonly IssuedReplica[] = []

  get issued(): readonly IssuedReplica[] {
    return this.#issued
  }

  get spares(): readonly IssuedReplica[] {
    return this.#spares
  }

  /** Takes what the device has; returns whom a start without a connection may write as. */
  restore({ replicas, spares }: Pick<StoredDocument, 'replicas' | 'spares'>): ReplicaId | null {
    this.#spares = spares.filter(({ replica }) => isReplicaId(replica))
    this.#issued = [...replicas, ...this.#spares]
    return this.#spares[0]?.replica ?? null
  }

  /** Takes those of a session that is gone. */
  adopt(replicas: readonly IssuedReplica[]): void {
    const known = new Set(this.#issued.map(({ replica }) => replica))
    this.#issued = [...this.#issued, ...replicas.filter(({ replica }) => !known.has(replica))]
  }

  /** Those of the author and of these changes, as many as may be claimed at once. */
  claimed(author: ReplicaId | null, changes: readonly { readonly replica: ReplicaId }[]): readonly IssuedReplica[] {
    const wanted = new Set([author, ...changes.map((change) => change.replica)])
    const byReplica = new Map(this.#issued.map((entry) => [entry.replica, entry]))
    return [...wanted].flatMap((replica) => byReplica.get(replica ?? 0) ?? []).slice(0, limits.maxReplicaTickets)
  }

  /** Takes what was issued now. What is not in `kept` is forgotten. */
  issue(kept: readonly IssuedReplica[], author: IssuedReplica | null, spare: IssuedReplica | null): void {
    this.#issued = author ? [...kept, author] : kept
    if (spare) this.#spares = [...this.#spares, spare]
  }

  /** This replica is no spare any more. Returns whether it was one. */
  retire(author: ReplicaId | null): boolean {
    const rest = this.#spares.filter(({ replica }) => replica !== author)
    const wasSpare = rest.length < this.#spares.length
    this.#spares = rest
    return wasSpare
  }

  /** Nobody writes as any of them any more: what they wrote is given up. */
  forget(): void {
    this.#issued = []
    this.#spares = []
  }
}
