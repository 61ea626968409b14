import type { ReplicaId } from './id.ts'

/** How far a replica has come: its last `rseq`, its next counter, and the last tick that it took. */
export type Progress = { readonly rseq: number; readonly counter: number; readonly lamport: number }

/** Of a replica of which nothing is known. */
export const noProgress: Progress = { rseq: 0, counter: 0, lamport: 0 }

/**
 * How far each replica has come. A table may lie over another: it answers for those replicas of which it was told, the
 * other one for the rest.
 */
export class ProgressTable {
  readonly #records = new Map<ReplicaId, { rseq: number; counter: number; lamport: number }>()
  readonly #below: ProgressTable | null
  /** The replica asked for last: questions come in bursts. */
  #lastReplica: ReplicaId = 0
  #last: { rseq: number; counter: number; lamport: number } | null = null

  constructor(below: ProgressTable | null = null) {
    this.#below = below
  }

  /** How far a replica has come. What is returned changes when the replica gets further. */
  of(replica: ReplicaId): Progress {
    if (replica === this.#lastReplica && this.#last !== null) return this.#last
    const record = this.#records.get(replica)
    if (record === undefined) return this.#below === null ? noProgress : this.#below.of(replica)
    this.#lastReplica = replica
    this.#last = record
    return record
  }

  /** Notes how far a replica has come. */
  reach(replica: ReplicaId, rseq: number, counter: number, lamport: number): void {
    const record = this.#lastReplica === replica ? this.#last : this.#records.get(replica)
    if (record === null || record === undefined) {
      this.#records.set(replica, { rseq, counter, lamport })
      return
    }
    record.rseq = rseq
    record.counter = counter
    record.lamport = lamport
  }

  /** The replicas that it was told of. */
  [Symbol.iterator](): IterableIterator<[ReplicaId, Progress]> {
    return this.#records.entries()
  }
}
