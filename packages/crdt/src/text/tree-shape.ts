/** No element, no node, no serial: what lies before the first and behind the last. */
export const none = -1

const slotBits = 5

/**
 * The constants of an order tree: `fanout` slots in each node. A slot is `node << slotBits` plus its place in the node, for
 * which `placeMask` is; `none` is above.
 *
 * Files with hot loops take constants out of here (or copy `none`) into constants of their own that they do not export. An
 * exported or imported binding is read from its module each time it is used, a private one is compiled in: that makes
 * these loops twice to ten times as fast.
 */
export const treeShape = { none, slotBits, fanout: 1 << slotBits, placeMask: (1 << slotBits) - 1 }
