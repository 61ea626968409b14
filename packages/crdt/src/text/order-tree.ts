import { assert } from '../assert.ts'
import { TreeNodes } from './tree-nodes.ts'
import { treeShape } from './tree-shape.ts'

export { none } from './tree-shape.ts'

const { none, slotBits, placeMask } = treeShape

/**
 * Elements in an order, each with a weight of 0 or more: finds the element at a position, the position of an element,
 * and which of two elements is left, in O(log n). Elements are numbers chosen by the caller, each at most once in the
 * tree; small ones, since tables are as long as the largest is high. Represented by `TreeNodes`.
 */
export class OrderTree {
  readonly #nodes = new TreeNodes()
  #size = 0
  #offset = 0
  // Where an element was last, so that going on from there looks for no slot. It counts only if the element still is there,
  // and is never in an inner node: only insertions make those, and then remember a leaf's slot.
  #slot = 0

  /** What it is made of: the checks in `testing/` look at it. */
  get nodes(): TreeNodes {
    return this.#nodes
  }

  /** The sum of all weights. */
  get weight(): number {
    const nodes = this.#nodes
    return nodes.root === none ? 0 : (nodes.sums[nodes.root] ?? 0)
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
    const nodes = this.#nodes
    return nodes.root === none ? none : (nodes.slots[nodes.first << slotBits] ?? none)
  }

  /** The rightmost element, or `none`. */
  get last(): number {
    const nodes = this.#nodes
    return nodes.root === none ? none : (nodes.slots[this.#endOf(nodes.last) - 1] ?? none)
  }

  /** Whether the element is in the tree. */
  has(element: number): boolean {
    const leafOf = this.#nodes.leafOf
    return element < leafOf.length && leafOf[element] !== none
  }

  /** The element to the right, or `none`. */
  next(element: number): number {
    const nodes = this.#nodes
    const slot = this.#slotOf(element) + 1
    if ((slot & placeMask) !== 0) {
      const neighbour = nodes.slots[slot] ?? none
      if (neighbour !== none) {
        this.#slot = slot
        return neighbour
      }
    }
    const leaf = nodes.nexts[(slot - 1) >> slotBits] ?? none
    if (leaf === none) return none
    this.#slot = leaf << slotBits
    return nodes.slots[leaf << slotBits] ?? none
  }

  /** The element to the left, or `none`. */
  previous(element: number): number {
    const nodes = this.#nodes
    let slot = this.#slotOf(element)
    if ((slot & placeMask) === 0) {
      const leaf = nodes.previous[slot >> slotBits] ?? none
      if (leaf === none) return none
      slot = this.#endOf(leaf)
    }
    this.#slot = slot - 1
    return nodes.slots[slot - 1] ?? none
  }

  /** Puts an element, which is not in the tree yet, to the right of another; of `none`, first. */
  insertAfter(element: number, added: number, weight: number): void {
    assert(!this.has(added), 'an element is in the tree once')
    const nodes = this.#nodes
    nodes.allow(added)
    if (nodes.root === none) nodes.plant()
    const leaf = element === none ? nodes.first : this.#leafOf(element)
    const slot = nodes.enter(added, element === none ? leaf << slotBits : this.#slotOf(element) + 1, leaf)
    nodes.weights[added] = weight
    nodes.addUp(slot >> slotBits, weight)
    this.#slot = slot
    this.#size++
  }

  /** Takes an element out. Its number may be used again. */
  remove(element: number): void {
    const nodes = this.#nodes
    const slot = this.#slotOf(element)
    nodes.addUp(slot >> slotBits, -(nodes.weights[element] ?? 0))
    nodes.weights[element] = 0
    nodes.leave(element, slot)
    this.#size--
  }

  /** Changes the weight of an element; it must not become negative. */
  add(element: number, difference: number): void {
    const nodes = this.#nodes
    const leaf = this.#leafOf(element)
    nodes.weights[element] = (nodes.weights[element] ?? 0) + difference
    nodes.addUp(leaf, difference)
  }

  /** What the element weighs. */
  weightOf(element: number): number {
    return this.#nodes.weights[element] ?? 0
  }

  /** The element that holds a position, 0 ≤ position < `weight`; `offset` is then how far into it. */
  find(position: number): number {
    assert(position >= 0 && position < this.weight, 'a position in the tree')
    const nodes = this.#nodes
    const slots = nodes.slots
    const sums = nodes.sums
    let rest = position
    let slot = nodes.root << slotBits
    for (let level = nodes.height; level > 0; level--) {
      let node = slots[slot] ?? none
      for (let sum = sums[node] ?? 0; rest >= sum; sum = sums[node] ?? 0) {
        rest -= sum
        node = slots[++slot] ?? none
      }
      slot = node << slotBits
    }
    const weights = nodes.weights
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
    const nodes = this.#nodes
    const slots = nodes.slots
    const weights = nodes.weights
    const sums = nodes.sums
    let node = this.#leafOf(element)
    let slot = node << slotBits
    let sum = 0
    for (let entry = slots[slot] ?? none; entry !== element; entry = slots[++slot] ?? none) sum += weights[entry] ?? 0
    this.#slot = slot
    for (let level = nodes.height; level > 0; level--) {
      const parent = nodes.parents[node] ?? none
      slot = parent << slotBits
      for (let entry = slots[slot] ?? none; entry !== node; entry = slots[++slot] ?? none) sum += sums[entry] ?? 0
      node = parent
    }
    return sum
  }

  /** Negative when `a` is left of `b`, positive when it is right of it, 0 for the same element. */
  compare(a: number, b: number): number {
    if (a === b) return 0
    const nodes = this.#nodes
    let nodeA = this.#leafOf(a)
    let nodeB = this.#leafOf(b)
    let entryA = a
    let entryB = b
    while (nodeA !== nodeB) {
      entryA = nodeA
      entryB = nodeB
      nodeA = nodes.parents[nodeA] ?? none
      nodeB = nodes.parents[nodeB] ?? none
    }
    for (let slot = nodeA << slotBits; ; slot++) {
      const entry = nodes.slots[slot] ?? none
      if (entry === entryA) return -1
      if (entry === entryB) return 1
    }
  }

  /**
   * An element between two others, or `none` when there is none; `none` as `a` is before the first, as `b` behind the
   * last. `a` must be left of `b`. Going on with either part comes to an end in O(log n) steps.
   */
  between(a: number, b: number): number {
    const from = a === none ? this.first : a
    const to = b === none ? this.last : b
    if (from === none) return none
    const found = from === to ? none : this.#inside(from, to)
    if (found !== none) return found
    // Nothing is between the two, but one of them may stand for the end behind it, and so be an answer itself.
    if (from !== a && from !== b) return from
    return to !== a && to !== b ? to : none
  }

  /** Fills an empty tree: the elements in order, and what each weighs. O(n). */
  build(elements: Int32Array, weights: Int32Array): void {
    assert(this.#size === 0 && elements.length === weights.length, 'elements for an empty tree, and their weights')
    if (elements.length === 0) return
    const nodes = this.#nodes
    let largest = 0
    for (let index = 0; index < elements.length; index++) largest = Math.max(largest, elements[index] ?? 0)
    nodes.allow(largest)
    for (let index = 0; index < elements.length; index++) nodes.weights[elements[index] ?? 0] = weights[index] ?? 0
    nodes.build(elements)
    this.#slot = nodes.first << slotBits
    this.#size = elements.length
  }

  #leafOf(element: number): number {
    const leaf = this.#nodes.leafOf[element] ?? none
    assert(leaf !== none, 'the element is in the tree')
    return leaf
  }

  #slotOf(element: number): number {
    const nodes = this.#nodes
    if (nodes.slots[this.#slot] === element) return this.#slot
    return nodes.slotIn(this.#leafOf(element), element)
  }

  #endOf(node: number): number {
    return (node << slotBits) + (this.#nodes.counts[node] ?? 0)
  }

  /**
   * An element between two different ones, or `none`. It is in the middle of what lies between them below the node they
   * have in common; when nothing does, of what is right of `a` or else left of `b`, as high up as there is something.
   */
  #inside(a: number, b: number): number {
    const nodes = this.#nodes
    let slotA = this.#slotOf(a)
    let slotB = this.#slotOf(b)
    let middle = none
    let level = 0
    for (let height = 0; ; height++) {
      const nodeA = slotA >> slotBits
      const nodeB = slotB >> slotBits
      const end = nodeA === nodeB ? slotB : this.#endOf(nodeA)
      const fromB = nodeA === nodeB ? slotB : nodeB << slotBits
      if (slotA + 1 < end) {
        middle = (slotA + end) >> 1
        level = height
      } else if (fromB < slotB) {
        middle = (fromB + slotB - 1) >> 1
        level = height
      }
      if (nodeA === nodeB) break
      slotA = nodes.slotIn(nodes.parents[nodeA] ?? none, nodeA)
      slotB = nodes.slotIn(nodes.parents[nodeB] ?? none, nodeB)
    }
    if (middle === none) return none
    for (; level > 0; level--) {
      const node = nodes.slots[middle] ?? none
      middle = (node << slotBits) + ((nodes.counts[node] ?? 0) >> 1)
    }
    return nodes.slots[middle] ?? none
  }
}
