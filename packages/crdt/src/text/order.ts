import { ends } from './none.ts'
import { OrderList } from './order-list.ts'
import { PairTable } from './pair-table.ts'
import { RunIndex } from './run-index.ts'
import { type Run, RunTable, type Serial } from './run-table.ts'
import { SerialTable } from './serial-table.ts'

const { none } = ends

/** All that is known of the code units of a text but what they are: which there are, in which order, and what shows. */
export type Order = {
  /** The runs in document order. They weigh as much as shows of them: a tombstone is a run that weighs nothing. */
  readonly list: OrderList
  readonly runs: RunTable
  readonly index: RunIndex
  readonly serials: SerialTable
  readonly pairs: PairTable
}

/** The order of an empty text. */
export function emptyOrder(): Order {
  const runs = new RunTable()
  return {
    list: new OrderList(),
    runs,
    index: new RunIndex(runs, new Int32Array(0)),
    serials: new SerialTable(),
    pairs: new PairTable(),
  }
}

// Runs are cut where something comes between their code units or where only a part is deleted, and put together again as
// soon as they can be one. So the runs depend on what was done and hardly on when.

/** Puts a new run behind another; behind `none`, first. */
export function addRun(
  { list, runs, index }: Order,
  after: Run,
  start: Serial,
  units: number,
  left: Serial,
  right: Serial,
  isVisible: boolean,
): Run {
  const run = runs.add(start, units, left, right)
  list.insertAfter(after, run, isVisible ? units : 0)
  index.add(run)
  return run
}

/** Whether nothing of a run shows. */
export function isTombstone({ list }: Order, run: Run): boolean {
  return list.weightOf(run) === 0
}

/** Cuts a run in two. Returns the new one, which begins at `offset`. */
export function split(order: Order, run: Run, offset: number): Run {
  const { list, runs } = order
  const units = runs.length(run) - offset
  const isVisible = !isTombstone(order, run)
  runs.growAtEnd(run, -units)
  if (isVisible) list.add(run, -units)
  const cut = runs.end(run)
  return addRun(order, run, cut, units, cut - 1, runs.right(run), isVisible)
}

/** Whether `next`, the neighbour of a run to the right, continues it, whatever of the two shows. */
export function continues({ runs, serials }: Order, run: Run, next: Run): boolean {
  const start = runs.start(next)
  return (
    runs.end(run) === start &&
    runs.left(next) === start - 1 &&
    runs.right(next) === runs.right(run) &&
    !serials.beginsBlock(start)
  )
}

/** Makes a run one with its neighbour to the right, if they can be one. Whether they could. */
export function mergeWithNext(order: Order, run: Run): boolean {
  const { list, runs, index } = order
  const next = list.next(run)
  if (next === none || isTombstone(order, run) !== isTombstone(order, next) || !continues(order, run, next))
    return false
  const visible = list.weightOf(next)
  list.remove(next)
  index.remove(next)
  runs.remove(next)
  runs.growAtEnd(run, runs.length(next))
  list.add(run, visible)
  return true
}

/** Deletes the code units `from` … `to - 1` of a visible run. Returns the tombstone that they are in then. */
export function bury(order: Order, run: Run, from: number, to: number): Run {
  const { list, runs } = order
  const length = runs.length(run)
  const units = to - from
  // Erasing on, backwards or forwards, moves the border between a run and the tombstone beside it.
  if (units < length && (from === 0 || to === length)) {
    const beside = from === 0 ? list.previous(run) : list.next(run)
    const left = from === 0 ? beside : run
    const right = from === 0 ? run : beside
    if (beside !== none && isTombstone(order, beside) && continues(order, left, right)) {
      const moved = from === 0 ? units : -units
      runs.growAtEnd(left, moved)
      runs.growAtFront(right, -moved)
      list.add(run, -units)
      return beside
    }
  }
  if (to < length) split(order, run, to)
  const buried = from > 0 ? split(order, run, from) : run
  list.add(buried, -units)
  mergeWithNext(order, buried)
  const previous = list.previous(buried)
  return previous !== none && mergeWithNext(order, previous) ? previous : buried
}
