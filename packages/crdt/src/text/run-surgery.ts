import type { Order } from './order.ts'
import type { Run } from './run-table.ts'
import { treeShape } from './tree-shape.ts'

const { none } = treeShape

// Runs are cut where something comes between their code units or where only a part is deleted, and put together again as
// soon as they can be one. So the runs depend on what was done and hardly on when.

/** Cuts a run in two. Returns the new one, which begins at `offset`. */
export function split({ list, runs, index }: Order, run: Run, offset: number): Run {
  const start = runs.start(run) + offset
  const deleted = runs.isDeleted(run)
  const rest = runs.add(start, runs.length(run) - offset, start - 1, runs.right(run), deleted)
  const visible = runs.visible(rest)
  runs.growAtEnd(run, -runs.length(rest))
  if (visible > 0) list.add(run, -visible)
  list.insertAfter(run, rest, visible)
  index.add(rest)
  return rest
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

/** Makes a run one with its neighbour to the right, if they can be one. */
export function mergeWithNext(order: Order, run: Run): void {
  const { list, runs, index } = order
  const next = list.next(run)
  if (next === none || runs.isDeleted(run) !== runs.isDeleted(next) || !continues(order, run, next)) return
  const length = runs.length(next)
  const visible = runs.visible(next)
  list.remove(next)
  index.remove(next)
  runs.remove(next)
  runs.growAtEnd(run, length)
  if (visible > 0) list.add(run, visible)
}

/** Deletes the code units `from` … `to - 1` of a visible run. Returns the tombstone that they are in then. */
export function bury(order: Order, run: Run, from: number, to: number): Run {
  const { list, runs } = order
  const length = runs.length(run)
  const count = to - from
  if (count < length) {
    // Erasing on, backwards or forwards, moves the border between a run and the tombstone beside it.
    if (from > 0 && to === length) {
      const next = list.next(run)
      if (next !== none && runs.isDeleted(next) && continues(order, run, next)) {
        runs.growAtEnd(run, -count)
        runs.growAtFront(next, count)
        list.add(run, -count)
        return next
      }
    } else if (from === 0) {
      const previous = list.previous(run)
      if (previous !== none && runs.isDeleted(previous) && continues(order, previous, run)) {
        runs.growAtEnd(previous, count)
        runs.growAtFront(run, -count)
        list.add(run, -count)
        return previous
      }
    }
  }
  if (to < length) split(order, run, to)
  const buried = from > 0 ? split(order, run, from) : run
  runs.bury(buried)
  list.add(buried, -count)
  mergeWithNext(order, buried)
  const previous = list.previous(buried)
  if (previous === none || !runs.isDeleted(previous) || !continues(order, previous, buried)) return buried
  mergeWithNext(order, previous)
  return previous
}
