import type { Id, ReplicaId } from './id.ts'
import type { CounterRange } from './version.ts'

/**
 * What takes back what an author did. It speaks of code units by name: it means the same in every replica that has come as
 * far, however the text went on meanwhile.
 */
export type RevertPlan = {
  /** What they typed and still shows, in the order of the text. */
  readonly deletions: readonly CounterRange[]
  /** What they deleted, each with a code unit that stood there, in the order of the text. */
  readonly insertions: readonly { readonly at: Id; readonly text: string }[]
  /**
   * Each replica whose text showed, and the counter behind the last code unit of it that did: what shows with that one or a higher is
   * later than the plan. Empty where nothing is to come back.
   */
  readonly known: readonly (readonly [replica: ReplicaId, end: number])[]
}
