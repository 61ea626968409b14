import { LamportTable } from './lamport-table.ts'
import { OrderTree } from './order-tree.ts'
import { PairTable } from './pair-table.ts'
import { RunIndex } from './run-index.ts'
import { RunTable } from './run-table.ts'
import { SerialTable } from './serial-table.ts'

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

/** The order of an empty text. */
export function emptyOrder(): Order {
  const runs = new RunTable()
  return {
    list: new OrderTree(),
    runs,
    index: new RunIndex(runs),
    serials: new SerialTable(),
    lamports: new LamportTable(),
    pairs: new PairTable(),
  }
}
