/**
 * The groups of nodes that reach each other (strongly connected components of more than one node, by Tarjan's algorithm),
 * and nodes that point at themselves.
 * @param {ReadonlyMap<string, readonly string[]>} graph node → what it points at
 * @returns {string[][]} one path per group that leads back to its start
 */
export function findCycles(graph) {
  /** @type {Map<string, { index: number, low: number, onStack: boolean }>} */
  const seen = new Map()
  /** @type {string[]} */
  const stack = []
  /** @type {string[][]} */
  const cycles = []
  /** @param {string} node */
  const visit = (node) => {
    const mark = { index: seen.size, low: seen.size, onStack: true }
    seen.set(node, mark)
    stack.push(node)
    for (const next of graph.get(node) ?? []) {
      const known = seen.get(next)
      if (!known) mark.low = Math.min(mark.low, visit(next).low)
      else if (known.onStack) mark.low = Math.min(mark.low, known.index)
    }
    if (mark.low === mark.index) {
      const group = stack.splice(stack.lastIndexOf(node))
      for (const member of group) {
        const known = seen.get(member)
        if (known) known.onStack = false
      }
      if (group.length > 1 || graph.get(node)?.includes(node)) cycles.push(shortestWayBack(graph, new Set(group)))
    }
    return mark
  }
  for (const node of graph.keys()) if (!seen.has(node)) visit(node)
  return cycles
}

/**
 * @param {ReadonlyMap<string, readonly string[]>} graph
 * @param {ReadonlySet<string>} group
 */
function shortestWayBack(graph, group) {
  const [start = ''] = [...group].sort()
  /** @type {Map<string, string>} */
  const cameFrom = new Map()
  const queue = [start]
  for (let node = queue.shift(); node !== undefined; node = queue.shift()) {
    for (const next of graph.get(node) ?? []) {
      if (next === start) {
        const path = [start]
        for (let step = node; step !== start; step = cameFrom.get(step) ?? start) path.unshift(step)
        return [start, ...path]
      }
      if (!group.has(next) || cameFrom.has(next)) continue
      cameFrom.set(next, node)
      queue.push(next)
    }
  }
  throw new Error('not a cycle')
}
