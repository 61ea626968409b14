import { assert } from '../assert.ts'
import { treeShape } from './tree-shape.ts'

const { none, slotBits, fanout } = treeShape
const underfull = fanout >> 2
const mergeable = fanout - underfull // a merged node has room, so that it is not split again at once
const builtFill = fanout - 3 // nodes built in bulk have a little room too

const empty = new Int32Array(0)

/**
 * The nodes of an `OrderTree`: a B+-tree without keys, in typed arrays only, so that neither a node nor an element costs
 * an object. Elements and nodes are numbers. Node n has `counts[n]` entries, elements when it is a leaf and nodes
 * otherwise, in the slots from n * fanout on; the slots behind them hold `none`. What an entry weighs is kept with the
 * entry and not with its slot (`weights` by element, `sums` by node), so a change of weight climbs the parents and looks
 * for no slot on its way.
 *
 * - Leaves are on one level, `height` below the root. The nodes of a level are linked from left to right.
 * - No node is empty, and an inner root has two entries or more. An empty tree has no node.
 * - A full node is halved, except that it stays whole when it grows at its end (or, the first one, at its front), so
 *   that what comes in order fills nodes.
 * - A node that loses an entry and is underfull then is merged with a neighbour below the same parent, if both fit in one.
 * - Nodes not in use are linked by `nexts`.
 */
export class TreeNodes {
  slots: Int32Array = empty
  counts: Int32Array = empty
  sums: Int32Array = empty
  parents: Int32Array = empty
  nexts: Int32Array = empty
  previous: Int32Array = empty
  /** By element, `none` when it is not in the tree. */
  leafOf: Int32Array = empty
  weights: Int32Array = empty
  root = none
  height = 0
  /** The first leaf. */
  first = none
  /** The last leaf. */
  last = none
  /** The first node that is not in use. */
  unused = none

  /** Makes the tables long enough for an element. */
  allow(element: number): void {
    const length = this.leafOf.length
    if (element < length) return
    const wanted = Math.max(element + 1, length + (length >> 1))
    this.leafOf = longer(this.leafOf, wanted, none)
    this.weights = longer(this.weights, wanted, 0)
  }

  /** Adds to the sums of a node and of all above it. */
  addUp(node: number, difference: number): void {
    const sums = this.sums
    const parents = this.parents
    for (let at = node; at !== none; at = parents[at] ?? none) sums[at] = (sums[at] ?? 0) + difference
  }

  /** Where the entry is in its node. */
  slotIn(node: number, entry: number): number {
    const slots = this.slots
    let slot = node << slotBits
    while (slots[slot] !== entry) slot++
    return slot
  }

  /** Puts a leaf entry at a slot of a leaf, as the next one when the leaf is full; sums are up to the caller. The slot. */
  enter(element: number, slot: number, leaf: number): number {
    const at = this.#enter(element, slot, leaf, 0)
    this.leafOf[element] = at >> slotBits
    return at
  }

  /** Takes a leaf entry out; sums are up to the caller. */
  leave(element: number, slot: number): void {
    this.leafOf[element] = none
    this.#leave(slot, 0)
    if (this.height === 0 || this.counts[this.root] !== 1) return
    const single = this.root
    this.root = this.slots[single << slotBits] ?? none
    this.parents[this.root] = none
    this.height--
    this.#giveBack(single)
  }

  /** Makes the first leaf of an empty tree. */
  plant(): void {
    this.root = this.first = this.last = this.#take(none)
  }

  /** Makes all nodes above the elements, which have their weights, and of which there is at least one. */
  build(elements: Int32Array): void {
    let wanted = 0
    for (let entries = elements.length; entries > 1 || wanted === 0; wanted += entries) {
      entries = Math.ceil(entries / builtFill)
    }
    this.#allowNodes(wanted)
    let level = this.#buildLevel(elements, 0)
    this.first = level[0] ?? none
    this.last = level[level.length - 1] ?? none
    while (level.length > 1) level = this.#buildLevel(level, ++this.height)
    this.root = level[0] ?? none
  }

  #buildLevel(entries: Int32Array, level: number): Int32Array {
    const nodes = new Int32Array(Math.ceil(entries.length / builtFill))
    let from = 0
    for (let index = 0; index < nodes.length; index++) {
      const node = this.#take(index === 0 ? none : (nodes[index - 1] ?? none))
      const to = Math.floor((entries.length * (index + 1)) / nodes.length) // evenly, so that none is underfull
      nodes[index] = node
      this.slots.set(entries.subarray(from, to), node << slotBits)
      this.counts[node] = to - from
      this.sums[node] = this.#adopt(node, 0, level)
      from = to
    }
    return nodes
  }

  #enter(entry: number, wanted: number, wantedNode: number, level: number): number {
    let slot = wanted
    let node = wantedNode
    if (this.counts[node] === fanout) {
      slot = this.#makeRoom(node, slot - (node << slotBits), level)
      node = slot >> slotBits
    }
    const slots = this.slots
    const count = this.counts[node] ?? 0
    for (let to = (node << slotBits) + count; to > slot; to--) slots[to] = slots[to - 1] ?? none
    slots[slot] = entry
    this.counts[node] = count + 1
    return slot
  }

  /** Room for an entry at a place of a full node: the slot, which may be in another node. */
  #makeRoom(node: number, place: number, level: number): number {
    const right = this.nexts[node] ?? none
    if (place === fanout && right !== none && (this.counts[right] ?? 0) < fanout) return right << slotBits
    const atFront = place === 0 && this.previous[node] === none
    const kept = place === fanout ? fanout : atFront ? 0 : fanout >> 1
    const added = this.#take(node)
    const from = (node << slotBits) + kept
    this.slots.copyWithin(added << slotBits, from, from + fanout - kept)
    this.slots.fill(none, from, from + fanout - kept)
    this.counts[node] = kept
    this.counts[added] = fanout - kept
    const moved = this.#adopt(added, 0, level)
    if (level === 0 && this.last === node) this.last = added
    if (node === this.root) {
      this.root = this.#take(none)
      this.height++
      this.slots[this.root << slotBits] = node
      this.counts[this.root] = 1
      this.sums[this.root] = this.sums[node] ?? 0
      this.parents[node] = this.root
    }
    // The new node may come below another parent than the old one, whose ancestors no longer hold what moved.
    this.addUp(node, -moved)
    const parent = this.parents[node] ?? none
    const slot = this.#enter(added, this.slotIn(parent, node) + 1, parent, level + 1) // may replace the tables
    this.parents[added] = slot >> slotBits
    this.addUp(added, moved)
    return place > kept || kept === fanout ? (added << slotBits) + place - kept : (node << slotBits) + place
  }

  #leave(slot: number, level: number): void {
    const slots = this.slots
    const node = slot >> slotBits
    const count = (this.counts[node] ?? 0) - 1
    const end = (node << slotBits) + count
    for (let to = slot; to < end; to++) slots[to] = slots[to + 1] ?? none
    slots[end] = none
    this.counts[node] = count
    if (count === 0) this.#removeNode(node, level)
    else if (count < underfull && node !== this.root) this.#merge(node, level)
  }

  #merge(node: number, level: number): void {
    const right = this.nexts[node] ?? none
    const left = this.previous[node] ?? none
    if (right !== none && this.#fit(node, right)) this.#absorb(node, right, level)
    else if (left !== none && this.#fit(left, node)) this.#absorb(left, node, level)
  }

  #fit(left: number, right: number): boolean {
    return (
      this.parents[left] === this.parents[right] && (this.counts[left] ?? 0) + (this.counts[right] ?? 0) <= mergeable
    )
  }

  #absorb(left: number, right: number, level: number): void {
    const count = this.counts[left] ?? 0
    const from = right << slotBits
    this.slots.copyWithin((left << slotBits) + count, from, from + (this.counts[right] ?? 0))
    this.counts[left] = count + (this.counts[right] ?? 0)
    this.sums[left] = (this.sums[left] ?? 0) + this.#adopt(left, count, level)
    this.#removeNode(right, level)
  }

  /** Tells the entries from a place on that the node holds them now. What they weigh. */
  #adopt(node: number, place: number, level: number): number {
    const slots = this.slots
    const holders = level === 0 ? this.leafOf : this.parents
    const weights = level === 0 ? this.weights : this.sums
    const end = (node << slotBits) + (this.counts[node] ?? 0)
    let sum = 0
    for (let slot = (node << slotBits) + place; slot < end; slot++) {
      const entry = slots[slot] ?? none
      holders[entry] = node
      sum += weights[entry] ?? 0
    }
    return sum
  }

  #removeNode(node: number, level: number): void {
    const next = this.nexts[node] ?? none
    const previous = this.previous[node] ?? none
    if (next !== none) this.previous[next] = previous
    if (previous !== none) this.nexts[previous] = next
    if (this.first === node) this.first = next
    if (this.last === node) this.last = previous
    const parent = this.parents[node] ?? none
    if (parent === none) this.root = none
    else this.#leave(this.slotIn(parent, node), level + 1)
    this.#giveBack(node)
  }

  /** A node without entries and parent, linked behind another one of its level. */
  #take(previous: number): number {
    if (this.unused === none) this.#allowNodes(1)
    const node = this.unused
    this.unused = this.nexts[node] ?? none
    const next = previous === none ? none : (this.nexts[previous] ?? none)
    this.nexts[node] = next
    this.previous[node] = previous
    if (next !== none) this.previous[next] = node
    if (previous !== none) this.nexts[previous] = node
    return node
  }

  #giveBack(node: number): void {
    const from = node << slotBits
    this.slots.fill(none, from, from + fanout)
    this.counts[node] = 0
    this.sums[node] = 0
    this.parents[node] = none
    this.nexts[node] = this.unused
    this.unused = node
  }

  /** Adds unused nodes. */
  #allowNodes(added: number): void {
    const length = this.counts.length
    const wanted = length + Math.max(added, length >> 1)
    this.slots = longer(this.slots, wanted << slotBits, none)
    this.counts = longer(this.counts, wanted, 0)
    this.sums = longer(this.sums, wanted, 0)
    this.parents = longer(this.parents, wanted, none)
    this.nexts = longer(this.nexts, wanted, none)
    this.previous = longer(this.previous, wanted, none)
    for (let node = wanted - 1; node >= length; node--) {
      this.nexts[node] = this.unused
      this.unused = node
    }
  }
}

function longer(array: Int32Array, length: number, value: number): Int32Array {
  assert(length >= array.length, 'tables only grow')
  const grown = new Int32Array(length)
  grown.set(array)
  if (value !== 0) grown.fill(value, array.length)
  return grown
}
