import type { ReplicaId } from './id.ts'
import { partsOf, type TandemDoc } from './tandem-doc.ts'
import { ends } from './text/none.ts'
import { isTombstone, type Order } from './text/order.ts'

const { none } = ends

/** Visible text of one author: the code units at `from` … `to - 1`, which have consecutive counters from `counter` on. */
export type AuthoredRun = {
  readonly from: number
  readonly to: number
  readonly replica: ReplicaId
  readonly counter: number
}

/**
 * Who typed a document's text: runs that ascend, are together the whole text, and are as long as they can be. Two
 * neighbours differ in their replica, or the second one's counters don't go on where those of the first end. Costs a
 * walk over the document. Throws as `TandemDoc.check`.
 */
export function authoredOf(doc: TandemDoc): readonly AuthoredRun[] {
  return authoredIn(partsOf(doc).text.order)
}

/** The names of the visible code units, by run. */
export function authoredIn(order: Order): readonly AuthoredRun[] {
  const { list, runs, serials } = order
  const authored: AuthoredRun[] = []
  let from = 0
  for (let run = list.first; run !== none; run = list.next(run)) {
    if (isTombstone(order, run)) continue
    const start = runs.start(run)
    const to = from + runs.length(run)
    const replica = serials.replicaOf(start)
    const counter = serials.counterOf(start)
    const last = authored.at(-1)
    if (last?.replica === replica && last.counter + from - last.from === counter) {
      authored[authored.length - 1] = { ...last, to }
    } else {
      authored.push({ from, to, replica, counter })
    }
    from = to
  }
  return authored
}
