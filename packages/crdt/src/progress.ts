import type { ReplicaId } from './id.ts'

/** How far a replica has come: its last `rseq`, its next counter, and the last tick that it took. */
export type Progress = { readonly rseq: number; readonly counter: number; readonly lamport: number }

/** The same, while a document keeps it. */
export type ProgressRecord = { rseq: number; counter: number; lamport: number }

/** Of a replica of which nothing is known. */
export const noProgress: Progress = { rseq: 0, counter: 0, lamport: 0 }

/** Tells how far a replica has come. */
export type ProgressOf = (replica: ReplicaId) => Progress
