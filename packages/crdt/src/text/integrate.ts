import type { ReplicaId } from '../id.ts'
import type { Order } from './order.ts'
import type { Run, Serial } from './run-table.ts'
import { treeShape } from './tree-shape.ts'

const { none } = treeShape

/** Whose an insertion is and when it was made: the name and the time of its first code unit. */
export type Birth = { readonly replica: ReplicaId; readonly counter: number; readonly lamport: number }

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
 * that `left` is the last code unit of its run. Returns the run behind which the insertion goes, `none` for the start.
 */
export function integrate(order: Order, left: Serial, right: Serial, birth: Birth): Run {
  const { list, index } = order
  const leftRun = left === none ? none : index.find(left)
  const next = leftRun === none ? list.first : list.next(leftRun)
  if (next === none) return leftRun
  const rightRun = right === none ? none : index.find(right)
  if (next === rightRun) return leftRun
  const stands = new Standing(order, left, right, birth)
  let before = leftRun
  let behind = rightRun
  // The ends first: what is typed backwards goes next to its right origin, what nobody rivals next to its left one.
  if (stands.isLeftChild) {
    const last = list.previous(rightRun)
    if (stands.before(last)) return last
    behind = last
  } else {
    if (!stands.before(next)) return leftRun
    before = next
  }
  for (;;) {
    const middle = list.between(before, behind)
    if (middle === none) return before
    if (stands.before(middle)) before = middle
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

/** Which runs stand before a new code unit. */
class Standing {
  readonly #order: Order
  readonly #left: Serial
  readonly #right: Serial
  readonly #birth: Birth
  /** Whether the new code unit is a left child of its right origin. */
  readonly isLeftChild: boolean

  constructor(order: Order, left: Serial, right: Serial, birth: Birth) {
    this.#order = order
    this.#left = left
    this.#right = right
    this.#birth = birth
    this.isLeftChild = right !== none && leftOrigin(order, right) === left
  }

  /** Whether a run that is to the right of the left origin stands before the new code unit. */
  before(run: Run): boolean {
    const ancestor = this.#climbToLeft(run)
    if (ancestor === none) return false
    return this.isLeftChild ? this.#isBeforeLeftChild(ancestor) : this.#isBeforeRightChild(ancestor)
  }

  /**
   * The ancestor (or the run itself) that was typed directly behind our left origin; `none` when there is none, because
   * the run was typed outside of what is below the left origin, and so stands behind all of that.
   */
  #climbToLeft(run: Run): Run {
    const { runs, index } = this.#order
    let ancestor = run
    for (let origin = runs.left(run); origin !== this.#left; origin = runs.left(ancestor)) {
      if (origin === none || !isRightOf(this.#order, origin, this.#left)) return none
      ancestor = index.find(origin)
    }
    return ancestor
  }

  /** As a left child of our right origin: our siblings have both our origins. */
  #isBeforeLeftChild(run: Run): boolean {
    for (let ancestor = run; ; ) {
      if (this.#order.runs.right(ancestor) === this.#right) return this.#isEarlier(ancestor)
      const parent = this.#rightParent(ancestor)
      // It hangs elsewhere below our left origin, on the near side of our right origin.
      if (parent === none) return true
      ancestor = parent
    }
  }

  /** As a right child of our left origin: our siblings are the others. */
  #isBeforeRightChild(run: Run): boolean {
    let sibling = run
    for (let parent = this.#rightParent(run); parent !== none; parent = this.#rightParent(parent)) sibling = parent
    const right = this.#order.runs.right(sibling)
    if (right === this.#right) return this.#isEarlier(sibling)
    if (right === none || this.#right === none) return right === none
    return isRightOf(this.#order, right, this.#right)
  }

  /** The parent of a run that was typed directly behind our left origin and is a left child; else `none`. */
  #rightParent(run: Run): Run {
    const { runs, index } = this.#order
    const right = runs.right(run)
    return right !== none && leftOrigin(this.#order, right) === this.#left ? index.find(right) : none
  }

  /** The tie-break (O4). */
  #isEarlier(run: Run): boolean {
    const { serials, runs, lamports } = this.#order
    const start = runs.start(run)
    const id = { replica: serials.replicaOf(start), counter: serials.counterOf(start) }
    const birth = this.#birth
    const time = lamports.timeOf(id)
    if (time !== birth.lamport) return time < birth.lamport
    return id.replica === birth.replica ? id.counter < birth.counter : id.replica < birth.replica
  }
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
  return run === other ? a > b : list.compare(run, other) > 0
}
