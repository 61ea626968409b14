import type { LamportTable } from './lamport-table.ts'
import type { OrderTree } from './order-tree.ts'
import type { PairTable } from './pair-table.ts'
import type { RunIndex } from './run-index.ts'
import type { RunTable } from './run-table.ts'
import type { SerialTable } from './serial-table.ts'

/** All that is known of the code units of a text but what they are: which there are, in which order, and what shows. */
export type Order = {
  /** The runs in document order; their weight is how many code units show. */
  readonly list: OrderTree
  readonly runs: RunTable
  readonly index: RunIndex
  readonly serials: SerialTable
  readonly lamports: LamportTable
  readonly pairs: PairTable
}
