import type { Id } from '../id.ts'
import type { Item } from './item.ts'
import type { ItemIndex } from './item-index.ts'
import type { ItemList } from './item-list.ts'
import type { LamportTable } from './lamport-table.ts'

/** What the order of the text is decided from. */
export type Order = { readonly list: ItemList; readonly index: ItemIndex; readonly lamports: LamportTable }

/** Where an insertion goes: behind the item `after` (`null`: first), and the right origin that it counts with. */
export type Place = { readonly after: Item | null; readonly right: Id | null }

/**
 * Decides where a remote insertion goes among those made concurrently at the same place: the FugueMax order, by the
 * scan known as YjsMod. SPEC.md, O1 … O6.
 *
 * `left` and `right` must exist and not lie inside a surrogate pair, and `left` must be the last code unit of its item.
 *
 * We look at the items behind the left origin, one after the other:
 * - One whose own left origin lies further left belongs to somebody who typed outside: stop before it.
 * - One whose left origin lies further right was typed after some item that we passed: it goes with that one.
 * - One with the same left origin is a rival. Of two rivals, the one with the right origin further right comes first.
 *   A rival with a nearer right origin than ours comes after us, but may have been typed in front of another rival
 *   that comes before us: remember the place (`undecided`) and look on. With the same right origin, the earlier comes
 *   first.
 */
export function integrate(order: Order, left: Id | null, right: Id | null, id: Id, lamport: number): Place {
  const { list, index } = order
  const leftItem = left === null ? null : index.find(left)
  if (right !== null && comparePlaces(order, left, right, -1) >= 0) return integrate(order, left, null, id, lamport)

  let after = leftItem
  let undecided = false
  for (let other = list.next(leftItem); other !== null; other = list.next(other)) {
    const leftOrder = comparePlaces(order, other.left, left, -1)
    if (leftOrder < 0) break
    if (
      right !== null &&
      right.replica === other.replica &&
      right.counter >= other.counter &&
      right.counter < other.end
    ) {
      if (leftOrder === 0 && right.counter === other.counter) break
      // No honest replica writes this: something that was typed behind our left origin, but not directly behind it,
      // can't have been its neighbour. Such a right origin counts as the end.
      return integrate(order, left, null, id, lamport)
    }
    if (leftOrder === 0) {
      const rightOrder = comparePlaces(order, other.right, right, 1)
      if (rightOrder === 0 && isEarlier(order, id, lamport, other)) break
      undecided = rightOrder < 0
    }
    if (!undecided) after = other
  }
  return { after, right }
}

/** The order of two code units; `null` stands for the start of the text (`edge` -1) or its end (`edge` 1). */
function comparePlaces({ list, index }: Order, a: Id | null, b: Id | null, edge: 1 | -1): number {
  if (a === null || b === null) {
    if (a === b) return 0
    return a === null ? edge : -edge
  }
  if (a.replica === b.replica && a.counter === b.counter) return 0
  const item = index.find(a)
  const other = index.find(b)
  return item === other ? a.counter - b.counter : list.compare(item, other)
}

/** The tie-break: by (lamport, replica, counter), ascending. */
function isEarlier({ lamports }: Order, id: Id, lamport: number, other: Item): boolean {
  const time = lamports.timeOf(other)
  if (lamport !== time) return lamport < time
  if (id.replica !== other.replica) return id.replica < other.replica
  return id.counter < other.counter
}
