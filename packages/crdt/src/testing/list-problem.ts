import { ends } from '../text/none.ts'
import { fanout, type OrderList } from '../text/order-list.ts'

const { none } = ends

/** What is wrong with a list, or `null`: whether all that it tells of its elements fits together. O(n log n). */
export function listProblem(list: OrderList): string | null {
  let last = none
  let lastRank = -1
  let count = 0
  let before = 0
  for (let element = list.first; element !== none; element = list.next(element)) {
    const weight = list.weightOf(element)
    const rank = list.rankOf(element)
    if (count++ === list.size) return 'an element twice'
    if (weight < 0) return `element ${element} weighs less than nothing`
    if (list.previous(element) !== last) return `element ${element} has another neighbour`
    if (list.before(element) !== before) return `element ${element} is elsewhere`
    // The next slot, or the first one of the next block: no block is empty, and none has gaps.
    if (rank !== lastRank + 1 && rank !== (blockOf(lastRank) + 1) * fanout) return `a gap before element ${element}`
    if (weight > 0 && (list.find(before) !== element || list.offset !== 0)) return `element ${element} is not found`
    before += weight
    last = element
    lastRank = rank
  }
  if (list.weight !== before) return 'another sum of all'
  return count === list.size ? null : 'another size'
}

/** Which part of the slots of its blocks is used, from 0 to 1. Requires an element. */
export function listFill(list: OrderList): number {
  let last = list.first
  for (let next = list.next(last); next !== none; next = list.next(last)) last = next
  return list.size / ((blockOf(list.rankOf(last)) + 1) * fanout)
}

function blockOf(rank: number): number {
  return Math.floor(rank / fanout)
}
