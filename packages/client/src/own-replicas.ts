import { isReplicaId, type ReplicaId } from '@tandem/crdt'
import { type IssuedReplica, limits } from '@tandem/protocol'
import type { Device } from './device.ts'
import type { StoredDocument } from './offline-store.ts'

/**
 * The replicas that were issued to this device for one document. One of them is the author here. *Spares* are for a start
 * without a connection, when none can be issued: such a start writes as a spare, and the next one may go on as the same
 * spare as long as nothing of it was sent. After that it could happen that the server knows more of it than the device,
 * and two changes would have one name: a spare is *retired* before the first hello.
 */
export class OwnReplicas {
  readonly #device: Device
  #issued: readonly IssuedReplica[] = []
  #spares: readonly IssuedReplica[] = []

  constructor(device: Device) {
    this.#device = device
  }

  /** Takes what the device has; returns whom a start without a connection may write as. */
  restore({ replicas, spares }: Pick<StoredDocument, 'replicas' | 'spares'>): ReplicaId | null {
    this.#spares = spares.filter(({ replica }) => isReplicaId(replica))
    this.#issued = [...replicas, ...this.#spares]
    return this.#spares[0]?.replica ?? null
  }

  /** Takes those of sessions that are gone. */
  adopt({ replicas, spares }: Pick<StoredDocument, 'replicas' | 'spares'>): void {
    const known = new Set(this.#issued.map(({ replica }) => replica))
    this.#issued = [...this.#issued, ...[...replicas, ...spares].filter(({ replica }) => !known.has(replica))]
    this.#keep()
  }

  /** How many to ask for: an author where there is none, a spare for a device that keeps it. */
  missing(author: ReplicaId | null): number {
    const spare = this.#device.works && this.#spares.length === 0
    return (author === null ? 1 : 0) + (spare ? 1 : 0)
  }

  /** Those of the author and of these changes, as many as may be claimed at once. */
  claimed(author: ReplicaId | null, changes: readonly { readonly replica: ReplicaId }[]): readonly IssuedReplica[] {
    const wanted = new Set([author, ...changes.map((change) => change.replica)])
    const byReplica = new Map(this.#issued.map((entry) => [entry.replica, entry]))
    return [...wanted].flatMap((replica) => byReplica.get(replica ?? 0) ?? []).slice(0, limits.maxReplicaTickets)
  }

  /**
   * Takes what was issued now, an author first where there was none, and returns whom to write as. What is not in `kept` is
   * forgotten.
   */
  issue(before: ReplicaId | null, issued: readonly IssuedReplica[], kept: readonly IssuedReplica[]): ReplicaId | null {
    const [first = null, second = null] = issued
    const [author, spare] = before === null ? [first, second] : [null, first]
    if (issued.length > 0) {
      this.#issued = author ? [...kept, author] : kept
      if (spare) this.#spares = [...this.#spares, spare]
      this.#keep()
    }
    return author?.replica ?? before
  }

  /**
   * This replica is no spare any more, if it was one. Returns false when the device could not forget that: another page may
   * write as the same then.
   */
  async retire(author: ReplicaId | null): Promise<boolean> {
    const rest = this.#spares.filter(({ replica }) => replica !== author)
    if (rest.length === this.#spares.length) return true
    this.#spares = rest
    return this.#device.retire(this.#issued, rest)
  }

  /** Nobody writes as any of them any more: what they wrote is given up. */
  forget(): void {
    this.#issued = []
    this.#spares = []
    this.#keep()
  }

  #keep(): void {
    this.#device.keepReplicas(this.#issued, this.#spares)
  }
}
