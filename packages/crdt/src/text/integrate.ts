import type { ReplicaId } from '../id.ts'
import { ends } from './none.ts'
import type { Order } from './order.ts'
import type { Run, Serial } from './run-table.ts'

const { none } = ends

/** Whose an insertion is and when it was made: the name and the time of its first code unit. */
export type Birth = { readonly replica: ReplicaId; readonly counter: number; readonly lamport: number }

/** Where a new code unit was typed: behind `left`, in front of `right`. */
type Place = { readonly left: Serial; readonly right: Serial; readonly birth: Birth }

/**
 * The order of the text: FugueMax (SPEC.md, O1 … O6).
 *
 * Think of a tree. Every code unit hangs below what it was typed next to: it is a *left child* of its right origin when
 * both have the same left origin (it was typed directly in front of it, where that one's own left neighbour was), and a
 * *right child* of its left origin otherwise. The text is the tree read from left to right: a node's left children, the
 * node, its right children, each with all that is below it. Siblings are sorted: right children by their right origins,
 * the farthest first; what is equal then by (Lamport time, replica, counter), the earlier first.
 *
 * The tree is never built. The list holds the runs in its order already, and the origins are the ways up. To place a new
 * code unit, we look for the last run that stands before it, among those between its two origins: nearly always these
 * are neighbours and there is nothing to look for. If others typed there at the same time, we bisect the list. Of a run
 * in the middle we climb to the ancestor that is a sibling of the new code unit, or would be; the order of these two
 * decides, because all of a subtree stands together.
 *
 * Requires that both origins exist, that none is inside a surrogate pair, that `right` is what `countedRight` gives, and
 * that `left` is the last code unit of `leftRun`, or both are `none`. Returns the run behind which the insertion goes, `none` for the start.
 */
export function integrate(order: Order, leftRun: Run, left: Serial, right: Serial, birth: Birth): Run {
  const { list, runs, index } = order
  const next = leftRun === none ? list.first : list.next(leftRun)
  if (next === none || runs.start(next) === right) return leftRun
  const place = { left, right, birth }
  const standsBefore = isLeftChild(order, place) ? isBeforeLeftChild : isBeforeRightChild
  let before = leftRun
  let behind = right === none ? none : index.find(right)
  // The ends first: what is typed backwards goes next to its right origin, what nobody rivals next to its left one.
  if (standsBefore === isBeforeLeftChild) {
    const last = list.previous(behind)
    if (standsBefore(order, last, place)) return last
    behind = last
  } else {
    if (!standsBefore(order, next, place)) return leftRun
    before = next
  }
  for (;;) {
    const middle = list.between(before, behind)
    if (middle === none) return before
    if (standsBefore(order, middle, place)) before = middle
    else behind = middle
  }
}

/**
 * What a right origin counts as (O5): itself, if it is to the right of the left origin and its own left origin isn't. No
 * honest replica names another one, for what follows the left origin immediately is always such; it counts as the end.
 */
export function countedRight(order: Order, left: Serial, right: Serial): Serial {
  if (right === none || !isRightOf(order, right, left)) return none
  const origin = leftOrigin(order, right)
  return origin === left || origin === none || !isRightOf(order, origin, left) ? right : none
}

/** Whether the new code unit is a left child of its right origin. */
function isLeftChild(order: Order, { left, right }: Place): boolean {
  return right !== none && leftOrigin(order, right) === left
}

/** Whether a run to the right of the left origin stands before a new code unit that is a left child: its siblings have both its origins. */
function isBeforeLeftChild(order: Order, run: Run, place: Place): boolean {
  let ancestor = climbToLeft(order, run, place)
  if (ancestor === none) return false
  while (order.runs.right(ancestor) !== place.right) {
    ancestor = rightParent(order, ancestor, place)
    // It hangs elsewhere below our left origin, on the near side of our right origin.
    if (ancestor === none) return true
  }
  return isEarlier(order, ancestor, place)
}

/** Whether a run to the right of the left origin stands before a new code unit that is a right child: its siblings are the others. */
function isBeforeRightChild(order: Order, run: Run, place: Place): boolean {
  let sibling: Run = none
  for (let at = climbToLeft(order, run, place); at !== none; at = rightParent(order, at, place)) sibling = at
  if (sibling === none) return false
  const right = order.runs.right(sibling)
  if (right === place.right) return isEarlier(order, sibling, place)
  return right === none || (place.right !== none && isRightOf(order, right, place.right))
}

/**
 * The ancestor (or the run itself) that was typed directly behind our left origin; `none` when there is none, because
 * the run was typed outside of what is below the left origin, and so stands behind all of that.
 */
function climbToLeft(order: Order, run: Run, { left }: Place): Run {
  const { runs, index } = order
  let ancestor = run
  for (let origin = runs.left(run); origin !== left; origin = runs.left(ancestor)) {
    if (origin === none || !isRightOf(order, origin, left)) return none
    ancestor = index.find(origin)
  }
  return ancestor
}

/** The parent of a run that was typed directly behind our left origin and is a left child; else `none`. */
function rightParent(order: Order, run: Run, { left }: Place): Run {
  const right = order.runs.right(run)
  return right !== none && leftOrigin(order, right) === left ? order.index.find(right) : none
}

/** The tie-break (O4). */
function isEarlier({ runs, serials }: Order, run: Run, { birth }: Place): boolean {
  const start = runs.start(run)
  const time = serials.timeOf(start) - birth.lamport
  const replica = serials.replicaOf(start) - birth.replica
  return (time || replica || serials.counterOf(start) - birth.counter) < 0
}

/** What a code unit was typed behind. */
function leftOrigin({ runs, index }: Order, serial: Serial): Serial {
  const run = index.find(serial)
  return serial === runs.start(run) ? runs.left(run) : serial - 1
}

/** Whether a code unit stands to the right of another; of `none`, the start, all do. */
function isRightOf({ list, index }: Order, a: Serial, b: Serial): boolean {
  if (b === none) return true
  const run = index.find(a)
  const other = index.find(b)
  return run === other ? a > b : list.rankOf(run) > list.rankOf(other)
}
