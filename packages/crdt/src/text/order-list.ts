import { assert } from '../assert.ts'
import { longer } from './longer.ts'
import { ends } from './none.ts'

const { none } = ends

const blockBits = 6
/** How many elements a block holds at most: more are slower to look through, fewer make more blocks to look after. */
export const fanout = 1 << blockBits

/**
 * Elements in an order, each with a weight of 0 or more: finds the element at a position, the position of an element,
 * and which of two elements is left. Elements are numbers chosen by the caller, each at most once in the list; small
 * ones, since tables are as long as the largest is high. Neither an element nor a block costs an object.
 *
 * The elements stand in blocks of at most `fanout`; block b has its `counts[b]` elements in the slots from b * fanout on.
 * `order` has the blocks from left to right. A full block is halved, but the last one when it grows at its end and the
 * first one at its front, so that what comes in order fills blocks; one that gets empty goes, the last one excepted.
 *
 * What blocks weigh is added up in a Fenwick tree over `order`: entry n is the sum of as many blocks as the lowest bit of
 * n says, the last of them the n-th. So the blocks in front of one are added up, or the block at a position is found,
 * in O(log n). A block that comes or goes moves those behind it to other places. They are put right, all together, when
 * the next question comes: `valid` tells how many blocks at the beginning still have their right place and sums. That is
 * a step for each block, but only every `fanout / 2` insertions or so.
 */
export class OrderList {
  #slots: Int32Array = new Int32Array(fanout)
  // By block.
  readonly #counts: number[] = [0]
  readonly #sums: number[] = [0]
  readonly #places: number[] = [0]
  // By place.
  readonly #order: number[] = [0]
  readonly #tree: number[] = [0]
  #valid = 0
  readonly #unused: number[] = []
  // By element.
  #blocks: Int32Array = new Int32Array(0)
  #weights: Int32Array = new Int32Array(0)
  #size = 0
  #offset = 0
  /** Where an element was last, so that going on from there looks for no slot. It counts only if the element is there. */
  #slot = 0

  /** The sum of all weights. */
  get weight(): number {
    return this.#sumBefore(this.#order.length)
  }

  /** How many elements there are. */
  get size(): number {
    return this.#size
  }

  /** Where in the element that `find` gave last the position is. */
  get offset(): number {
    return this.#offset
  }

  /** The leftmost element, or `none`. */
  get first(): number {
    return this.#size === 0 ? none : (this.#slots[(this.#order[0] ?? 0) << blockBits] ?? none)
  }

  /** The element to the right, or `none`. */
  next(element: number): number {
    let slot = this.#slotOf(element) + 1
    const block = (slot - 1) >> blockBits
    if (slot === this.#endOf(block)) {
      const next = this.#order[this.#placeOf(block) + 1]
      if (next === undefined) return none
      slot = next << blockBits
    }
    this.#slot = slot
    return this.#slots[slot] ?? none
  }

  /** The element to the left, or `none`. */
  previous(element: number): number {
    let slot = this.#slotOf(element)
    const block = slot >> blockBits
    if (slot === block << blockBits) {
      const previous = this.#order[this.#placeOf(block) - 1]
      if (previous === undefined) return none
      slot = this.#endOf(previous)
    }
    this.#slot = slot - 1
    return this.#slots[slot - 1] ?? none
  }

  /** Puts an element, which is not in the list yet, to the right of another; of `none`, first. */
  insertAfter(element: number, added: number, weight: number): void {
    this.#allow(added)
    let block = element === none ? (this.#order[0] ?? 0) : this.#blockOf(element)
    let slot = element === none ? block << blockBits : this.#slotOf(element) + 1
    if (this.#counts[block] === fanout) {
      slot = this.#makeRoom(block, slot)
      block = slot >> blockBits
    }
    const slots = this.#slots
    for (let to = this.#endOf(block); to > slot; to--) slots[to] = slots[to - 1] ?? none
    slots[slot] = added
    this.#slot = slot
    this.#counts[block] = (this.#counts[block] ?? 0) + 1
    this.#blocks[added] = block
    this.#size++
    this.add(added, weight)
  }

  /** Takes an element out. Its number may be used again. */
  remove(element: number): void {
    const slot = this.#slotOf(element)
    const block = slot >> blockBits
    this.add(element, -this.weightOf(element))
    this.#blocks[element] = none
    this.#slot = slot
    this.#counts[block] = (this.#counts[block] ?? 0) - 1
    const slots = this.#slots
    for (let to = slot; to < this.#endOf(block); to++) slots[to] = slots[to + 1] ?? none
    this.#size--
    if (this.#counts[block] > 0 || this.#size === 0) return
    const place = this.#placeOf(block)
    this.#order.splice(place, 1)
    this.#unused.push(block)
    this.#valid = place
  }

  /** Changes the weight of an element; it must not become negative. */
  add(element: number, difference: number): void {
    const block = this.#blockOf(element)
    this.#weights[element] = (this.#weights[element] ?? 0) + difference
    this.#sums[block] = (this.#sums[block] ?? 0) + difference
    const tree = this.#tree
    const valid = this.#valid
    for (let entry = (this.#places[block] ?? 0) + 1; entry <= valid; entry += entry & -entry) {
      tree[entry] = (tree[entry] ?? 0) + difference
    }
  }

  /** What the element weighs. */
  weightOf(element: number): number {
    return this.#weights[element] ?? 0
  }

  /** The element that holds a position, 0 ≤ position < `weight`; `offset` is then how far into it. */
  find(position: number): number {
    this.#validate()
    const order = this.#order
    const tree = this.#tree
    let rest = position
    let place = 0
    for (let step = 1 << (31 - Math.clz32(order.length)); step > 0; step >>= 1) {
      const sum = place + step > order.length ? Infinity : (tree[place + step] ?? 0)
      if (sum > rest) continue
      place += step
      rest -= sum
    }
    assert(position >= 0 && place < order.length, 'a position')
    const slots = this.#slots
    const weights = this.#weights
    let slot = (order[place] ?? 0) << blockBits
    let element = slots[slot] ?? none
    for (let weight = weights[element] ?? 0; rest >= weight; weight = weights[element] ?? 0) {
      rest -= weight
      element = slots[++slot] ?? none
    }
    this.#slot = slot
    this.#offset = rest
    return element
  }

  /** The sum of the weights left of an element. */
  before(element: number): number {
    const slots = this.#slots
    const weights = this.#weights
    const block = this.#blockOf(element)
    let sum = this.#sumBefore(this.#placeOf(block))
    let slot = block << blockBits
    for (let other = slots[slot] ?? none; other !== element; other = slots[++slot] ?? none) sum += weights[other] ?? 0
    this.#slot = slot
    return sum
  }

  /** A number that is lower for what is further left. It stays so until elements come or go. */
  rankOf(element: number): number {
    return (this.#placeOf(this.#blockOf(element)) << blockBits) + (this.#slotOf(element) & (fanout - 1))
  }

  /**
   * An element between two others, or `none` when there is none; `none` as `a` is before the first, as `b` behind the
   * last. `a` must be left of `b`. Going on with either part comes to an end in O(log n) steps.
   */
  between(a: number, b: number): number {
    this.#validate()
    const order = this.#order
    const from = a === none ? none : this.rankOf(a)
    const to = b === none ? order.length << blockBits : this.rankOf(b)
    // Ranks have gaps where blocks are not full. What is in front of the middle's gap may be `a`; then its neighbour will do.
    const middle = (from + to) >> 1
    const block = order[middle >> blockBits] ?? 0
    const place = Math.min(middle & (fanout - 1), (this.#counts[block] ?? 0) - 1)
    if (middle - (middle & (fanout - 1)) + place > from) return this.#slots[(block << blockBits) + place] ?? none
    const next = a === none ? this.first : this.next(a)
    return next === b ? none : next
  }

  #endOf(block: number): number {
    return (block << blockBits) + (this.#counts[block] ?? 0)
  }

  #blockOf(element: number): number {
    const block = this.#blocks[element] ?? none
    assert(block !== none, 'an element')
    return block
  }

  #slotOf(element: number): number {
    const slots = this.#slots
    if (slots[this.#slot] === element) return this.#slot
    let slot = this.#blockOf(element) << blockBits
    while (slots[slot] !== element) slot++
    return slot
  }

  #placeOf(block: number): number {
    this.#validate()
    return this.#places[block] ?? 0
  }

  /** What the blocks in front of a place weigh. */
  #sumBefore(place: number): number {
    this.#validate()
    let sum = 0
    for (let entry = place; entry > 0; entry &= entry - 1) sum += this.#tree[entry] ?? 0
    return sum
  }

  #validate(): void {
    if (this.#valid < this.#order.length) this.#validateRest()
  }

  #validateRest(): void {
    const order = this.#order
    const tree = this.#tree
    for (let place = this.#valid; place < order.length; place++) {
      const block = order[place] ?? 0
      const entry = place + 1
      this.#places[block] = place
      let sum = this.#sums[block] ?? 0
      for (let step = 1; (entry & step) === 0; step <<= 1) sum += tree[entry - step] ?? 0
      tree[entry] = sum
    }
    this.#valid = order.length
  }

  /** Room for an element at a slot of a full block, or behind its last one: the slot, which may be in another block. */
  #makeRoom(block: number, slot: number): number {
    const from = block << blockBits
    const place = this.#placeOf(block)
    const isLast = place === this.#order.length - 1
    const kept = slot === from + fanout && isLast ? fanout : slot === from && place === 0 ? 0 : fanout >> 1
    const added = this.#unused.pop() ?? this.#counts.length
    this.#slots = longer(this.#slots, (added + 1) << blockBits)
    this.#slots.copyWithin(added << blockBits, from + kept, from + fanout)
    this.#counts[block] = kept
    this.#counts[added] = fanout - kept
    let moved = 0
    for (let at = added << blockBits; at < this.#endOf(added); at++) {
      const element = this.#slots[at] ?? none
      this.#blocks[element] = added
      moved += this.#weights[element] ?? 0
    }
    this.#sums[added] = moved
    this.#sums[block] = (this.#sums[block] ?? 0) - moved
    this.#places[added] = place + 1
    this.#order.splice(place + 1, 0, added)
    this.#valid = place
    const isMoved = kept > 0 && slot >= from + kept
    return isMoved ? (added << blockBits) + slot - from - kept : slot
  }

  /** Makes the tables long enough for an element. */
  #allow(element: number): void {
    if (element < this.#blocks.length) return
    this.#blocks = longer(this.#blocks, element + 1, none)
    this.#weights = longer(this.#weights, this.#blocks.length)
  }
}
