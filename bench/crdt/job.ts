import type { ContenderName } from './contenders/index.ts'
import type { LoadName } from './synthetic/loads.ts'

/** What is typed: a trace that was read and written to a file, or a synthetic load of some size. */
export type Scene =
  | { readonly kind: 'trace'; readonly file: string }
  | { readonly kind: 'load'; readonly name: LoadName; readonly size: number }

/** What one process does with it. */
export type WorkloadName =
  | 'make'
  | 'local'
  | 'remote'
  | 'merged'
  | 'open-text'
  | 'open-edit'
  | 'memory-local'
  | 'memory-open'
  | 'pair'
  | 'exchange'
  | 'alternate'

/** The work of one process. */
export type Job = {
  readonly contender: ContenderName
  readonly workload: WorkloadName
  readonly scene: Scene
  /** Where `make` leaves changes, snapshot and text for the other workloads of this contender and scene. */
  readonly folder: string
}

/** What was measured, by name. Times in ms, sizes in bytes. */
export type Measured = Readonly<Record<string, number>>

/** How a job ended. */
export type Outcome =
  | { readonly kind: 'measured'; readonly values: Measured }
  | { readonly kind: 'unsupported' | 'failed'; readonly reason: string }
