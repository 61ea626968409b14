import type { ReplicaId } from './id.ts'

/** How far a replica has come: its last `rseq`, its next counter, and the last tick that it took. */
export type Progress = { readonly rseq: number; readonly counter: number; readonly lamport: number }

/** How far which replica has come. */
export type ReplicaState = Progress & { readonly id: ReplicaId }

/** Of a replica of which nothing is known. */
const noProgress: Progress = { rseq: 0, counter: 0, lamport: 0 }

/** A state that goes on as its replica does. */
type Row = { readonly id: ReplicaId; rseq: number; counter: number; lamport: number }

/**
 * How far each replica has come. A table may lie over another: it answers for those replicas of which it was told, the
 * other one for the rest.
 */
export class ProgressTable {
  readonly #rows = new Map<ReplicaId, Row>()
  readonly #below: ProgressTable | null
  /** The one asked for last: questions come in bursts. */
  #last: Row | undefined

  constructor(below: ProgressTable | null = null) {
    this.#below = below
  }

  /** How far a replica has come. What is returned changes when the replica gets further. */
  of(replica: ReplicaId): Progress {
    return this.#rowOf(replica) ?? this.#below?.of(replica) ?? noProgress
  }

  /** Notes how far a replica has come. */
  reach(id: ReplicaId, rseq: number, counter: number, lamport: number): void {
    const row = this.#rowOf(id)
    if (row === undefined) {
      this.#rows.set(id, { id, rseq, counter, lamport })
      return
    }
    row.rseq = rseq
    row.counter = counter
    row.lamport = lamport
  }

  /** The replicas that it was told of, by ascending id. */
  states(): readonly ReplicaState[] {
    return [...this.#rows.values()].sort((a, b) => a.id - b.id)
  }

  #rowOf(replica: ReplicaId): Row | undefined {
    if (this.#last?.id !== replica) this.#last = this.#rows.get(replica)
    return this.#last
  }
}
