import { type Id, type ReplicaId, sameId } from '../id.ts'
import type { Order } from './integrate.ts'
import type { Item } from './item.ts'

/**
 * What is wrong with the items of a text, or `null`: the structure that every operation keeps and that every operation
 * relies upon. `counts` gives the next counter of each replica. Used on snapshots, and by tests after every step.
 */
export function textProblem(order: Order, counts: ReadonlyMap<ReplicaId, number>): string | null {
  for (const [replica, count] of counts) {
    let next = 0
    for (const item of order.index.itemsOf(replica)) {
      if (item.counter !== next) return `replica ${replica} has a gap or an overlap at counter ${next}`
      next = item.end
    }
    if (next !== count) return `replica ${replica} ends at counter ${next} instead of ${count}`
  }
  const places = new Map<Item, number>()
  let previous: Item | null = null
  for (const item of order.list) {
    if ((counts.get(item.replica) ?? 0) < item.end) return 'an item of an unknown replica'
    if (previous?.canAbsorb(item)) return 'two items that should be one'
    const problem = contentProblem(item)
    if (problem !== null) return problem
    places.set(item, places.size)
    previous = item
  }
  for (const item of order.list) {
    const problem = originProblem(item, order, counts, places)
    if (problem !== null) return problem
  }
  return null
}

function contentProblem(item: Item): string | null {
  if (item.length < 1) return 'an empty item'
  if (!item.deleted) {
    if (item.text.length !== item.length || !item.text.isWellFormed()) return 'an item whose text does not fit'
    return item.pairs.length === 0 ? null : 'a visible item with noted pairs'
  }
  if (item.text !== '') return 'a deleted item with text'
  let free = 0
  for (const pair of item.pairs) {
    if (pair < free || pair + 1 >= item.length) return 'pairs that overlap or do not fit'
    free = pair + 2
  }
  return null
}

function originProblem(
  item: Item,
  { index }: Order,
  counts: ReadonlyMap<ReplicaId, number>,
  places: ReadonlyMap<Item, number>,
): string | null {
  const { left, right } = item
  const exists = (id: Id) => id.counter < (counts.get(id.replica) ?? 0)
  const placeOf = (holder: Item) => places.get(holder) ?? -1
  if (left !== null) {
    if (!exists(left)) return 'a left origin that does not exist'
    const holder = index.find(left)
    if (holder === item || placeOf(holder) > placeOf(item)) return 'a left origin that is not to the left'
    if (holder.beginsPair(left.counter - holder.counter)) return 'a left origin inside a pair'
  }
  if (right !== null) {
    if (!exists(right)) return 'a right origin that does not exist'
    const holder = index.find(right)
    const offset = right.counter - holder.counter
    if (holder === item || placeOf(holder) < placeOf(item)) return 'a right origin that is not to the right'
    if (offset > 0 && holder.beginsPair(offset - 1)) return 'a right origin inside a pair'
  }
  return left !== null && sameId(left, right) ? 'two equal origins' : null
}
