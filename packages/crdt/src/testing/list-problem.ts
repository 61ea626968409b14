import { ends } from '../text/none.ts'
import type { OrderList } from '../text/order-list.ts'

const { none } = ends

/** What is wrong with the structure of a list, or `null`: all that `OrderList` says of itself. O(n). */
export function listProblem(list: OrderList): string | null {
  const { counts, sums, order, unused, slots, fanout } = list.parts
  if (order.length + unused.length !== counts.length) return 'a lost block'
  if (new Set([...order, ...unused]).size !== counts.length) return 'a block in two places'
  const seen = new Set<number>()
  let before = 0
  for (const block of order) {
    const count = counts[block] ?? 0
    if (count < (order.length === 1 ? 0 : 1) || count > fanout) return `${count} elements in block ${block}`
    const start = before
    for (const element of slots.subarray(block * fanout, block * fanout + count)) {
      if (seen.has(element)) return `element ${element} twice`
      seen.add(element)
      if (list.weightOf(element) < 0) return `element ${element} weighs less than nothing`
      if (list.before(element) !== before) return `element ${element} is elsewhere`
      before += list.weightOf(element)
    }
    if (sums[block] !== before - start) return `another sum of block ${block}`
  }
  if (list.weight !== before) return 'another sum of all'
  return seen.size === list.size && (seen.size > 0 || list.first === none) ? null : 'another size'
}

/** Which part of the slots of its blocks is used, from 0 to 1. */
export function listFill(list: OrderList): number {
  const { order, fanout } = list.parts
  return list.size / (order.length * fanout)
}
