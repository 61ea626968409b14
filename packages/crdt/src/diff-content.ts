import type { LwwMap } from './lww-map.ts'
import type { DeleteOperation, InsertOperation, TypeOperation } from './operation.ts'
import type { ReplicaState } from './progress.ts'
import type { Birth } from './text/integrate.ts'

/** What a tombstone in a diff has in place of a code unit, and of a surrogate pair: nobody needs to know which it was. */
export const hidden = { unit: '\0', pair: '\u{10000}' } as const

/**
 * Code units of one replica with consecutive counters and times, all visible or all deleted, each but the first typed
 * behind the one before. `birth` names the first.
 */
export type DiffPiece = {
  readonly birth: Birth
  /** How they were typed; for deleted ones with one of `hidden` as text. */
  readonly operation: InsertOperation | TypeOperation
  /** 0 when they show. Otherwise how often the text of the operation stands there; a pair stands there once. */
  readonly deleted: number
}

/** What a diff tells of one replica. */
export type DiffReplica = ReplicaState & {
  /** The counter from which on its code units are told; the receiver must know those before. */
  readonly from: number
  /** All that is deleted before `from`, ascending, as ranges as long as they can be. */
  readonly deletions: readonly DeleteOperation[]
  /** All from `from` on, ascending. */
  readonly pieces: readonly DiffPiece[]
}

/** What somebody may lack who knows a version, as plain data. Replicas ascend; their order is the one of ranks. */
export type Diff = { readonly replicas: readonly DiffReplica[]; readonly map: LwwMap }

/** How many code units a piece has. */
export function unitsIn({ operation, deleted }: DiffPiece): number {
  return operation.text.length * (deleted || 1)
}
