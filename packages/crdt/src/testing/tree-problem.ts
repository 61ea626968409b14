import type { OrderTree } from '../text/order-tree.ts'
import type { TreeNodes } from '../text/tree-nodes.ts'
import { treeShape } from '../text/tree-shape.ts'

const { none, slotBits, fanout } = treeShape

/** What is wrong with the nodes of a tree, or `null`: all that `TreeNodes` says of itself. O(n). */
export function treeProblem({ nodes, size }: OrderTree): string | null {
  const inTree = nodes.leafOf.reduce((sum, leaf) => (leaf === none ? sum : sum + 1), 0)
  if (inTree !== size) return `${inTree} elements have a leaf, not ${size}`
  if (nodes.weights.some((weight, element) => weight < 0 || (weight > 0 && nodes.leafOf[element] === none))) {
    return 'a weight below 0, or one of an element that is not in the tree'
  }
  const used = new Set<number>()
  let level = nodes.root === none ? [] : [nodes.root]
  if (level.length > 0 && nodes.parents[nodes.root] !== none) return 'the root has a parent'
  for (let height = nodes.height; level.length > 0; height--) {
    if (height === 0 && (level[0] !== nodes.first || level.at(-1) !== nodes.last)) return 'other leaves at the ends'
    const below: number[] = []
    for (const [at, node] of level.entries()) {
      if (nodes.previous[node] !== (level[at - 1] ?? none)) return `node ${node} has another neighbour on the left`
      if (nodes.nexts[node] !== (level[at + 1] ?? none)) return `node ${node} has another neighbour on the right`
      const problem = nodeProblem(nodes, node, height)
      if (problem !== null) return `node ${node}: ${problem}`
      used.add(node)
      below.push(...entriesOf(nodes, node))
    }
    if (height === 0) {
      if (below.length !== size || new Set(below).size !== size) return 'an element twice or in another leaf'
      break
    }
    level = below
  }
  if (level.length === 0 && (size > 0 || nodes.height > 0)) return 'elements or a height, but no root'
  return unusedProblem(nodes, used)
}

/** Which part of the leaves' slots is used, from 0 to 1. */
export function treeFill({ nodes, size }: OrderTree): number {
  let leaves = 0
  for (let leaf = nodes.first; leaf !== none; leaf = nodes.nexts[leaf] ?? none) leaves++
  return leaves === 0 ? 1 : size / (leaves * fanout)
}

function nodeProblem(nodes: TreeNodes, node: number, height: number): string | null {
  const count = nodes.counts[node] ?? 0
  if (count < (node === nodes.root && height > 0 ? 2 : 1) || count > fanout) return `${count} entries`
  const entries = entriesOf(nodes, node)
  const holders = height === 0 ? nodes.leafOf : nodes.parents
  const weights = height === 0 ? nodes.weights : nodes.sums
  if (entries.some((entry) => holders[entry] !== node)) return 'an entry that is said to be elsewhere'
  if (entries.reduce((sum, entry) => sum + (weights[entry] ?? 0), 0) !== nodes.sums[node]) return 'another sum'
  const from = node << slotBits
  return nodes.slots.subarray(from + count, from + fanout).every((slot) => slot === none) ? null : 'a slot too many'
}

/** All nodes have to be in the tree or ready for use: a node that is neither is lost. */
function unusedProblem(nodes: TreeNodes, used: ReadonlySet<number>): string | null {
  const unused: number[] = []
  for (let node = nodes.unused; node !== none; node = nodes.nexts[node] ?? none) unused.push(node)
  if (unused.some((node) => used.has(node))) return 'an unused node in the tree'
  if (unused.length + used.size !== nodes.counts.length) return 'a lost node'
  return unused.some((node) => nodes.counts[node] !== 0 || nodes.sums[node] !== 0)
    ? 'an unused node with entries'
    : null
}

function entriesOf(nodes: TreeNodes, node: number): Int32Array {
  const from = node << slotBits
  return nodes.slots.subarray(from, from + (nodes.counts[node] ?? 0))
}
