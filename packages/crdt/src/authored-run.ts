import type { ReplicaId } from './id.ts'

/** Visible text of one author: the code units at `from` … `to - 1`, which have consecutive counters from `counter` on. */
export type AuthoredRun = {
  readonly from: number
  readonly to: number
  readonly replica: ReplicaId
  readonly counter: number
}
