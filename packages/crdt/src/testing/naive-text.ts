import type { Anchor } from '../anchor.ts'
import type { Change } from '../change.ts'
import type { Id } from '../id.ts'
import type { InsertOperation, TypeOperation } from '../operation.ts'

type Node = {
  readonly id: Id | null
  readonly unit: string
  readonly lamport: number
  readonly parent: Node | null
  readonly side: 'left' | 'right'
  readonly left: Node | null
  readonly right: Node | null
  readonly leftChildren: Node[]
  readonly rightChildren: Node[]
  /** The other half, when the code unit is one of a surrogate pair. */
  before: Node | null
  after: Node | null
  deleted: boolean
}

/**
 * The slow twin of the text: FugueMax as its paper defines it, a tree with one node per code unit that is walked to read
 * the text (SPEC.md, O3). No runs, no blocks, no scan, and no code in common with the fast one but types. Nothing is ever
 * thrown away, so what a deleted code unit was needs no rule of its own.
 */
export class NaiveText {
  readonly #root: Node = nodeOf({
    id: null,
    unit: '',
    lamport: 0,
    parent: null,
    side: 'right',
    left: null,
    right: null,
  })
  readonly #nodes = new Map<string, Node>()
  #order: readonly Node[] | null = null

  /** Applies a change; everything that it depends on must be applied. */
  apply(change: Change): void {
    let { counter, lamport } = change
    for (const operation of change.operations) {
      if (operation.kind === 'insert' || operation.kind === 'type') {
        const origins = this.#originsOf(operation, { replica: change.replica, counter: counter - 1 })
        let { left } = origins
        // One operation has one right origin: what it counts as is decided once.
        const right = origins.right !== null && this.#canBeRight(left, origins.right) ? origins.right : null
        for (let at = 0; at < operation.text.length; at++) {
          const unit = operation.text.charAt(at)
          const node = this.#insert({ replica: change.replica, counter }, lamport, unit, left, right)
          if (unit >= '\udc00' && unit <= '\udfff') {
            node.before = left
            left.after = node
          }
          left = node
          counter += 1
          lamport += 1
        }
      } else if (operation.kind === 'delete') {
        for (let at = 0; at < operation.length; at++) {
          const node = this.#node({ replica: operation.replica, counter: operation.counter + at })
          firstHalf(node).deleted = true
          lastHalf(node).deleted = true
        }
      } else {
        lamport += 1
      }
    }
  }

  /** The visible text. */
  toString(): string {
    return this.#visible()
      .map(({ unit }) => unit)
      .join('')
  }

  /** The names of the visible code units, in order. */
  ids(): readonly Id[] {
    return this.#visible().flatMap(({ id }) => (id === null ? [] : [id]))
  }

  /** Where an anchor is; `null` when its character isn't known. */
  positionOf(anchor: Anchor): number | null {
    if (!('side' in anchor)) return anchor.at === 'start' ? 0 : this.#visible().length
    const named = this.#nodes.get(keyOf(anchor.at))
    if (named === undefined) return null
    const node = anchor.side === 'before' ? lastHalf(named) : firstHalf(named)
    const order = this.#walk()
    const visible = order.slice(0, order.indexOf(node)).filter(isVisible).length
    return visible + (anchor.side === 'before' && !node.deleted ? 1 : 0)
  }

  /** The nodes that an operation names as origins; one that goes on typing means those of the newest code unit. */
  #originsOf(operation: InsertOperation | TypeOperation, newest: Id): Pick<Node, 'right'> & { readonly left: Node } {
    if (operation.kind === 'type') {
      const left = this.#node(newest)
      return { left, right: left.right }
    }
    return {
      left: operation.left === null ? this.#root : lastHalf(this.#node(operation.left)),
      right: operation.right === null ? null : firstHalf(this.#node(operation.right)),
    }
  }

  #insert(id: Id, lamport: number, unit: string, left: Node, right: Node | null): Node {
    const isLeftChild = right !== null && right.left === left && isBehind(right, left)
    const parent = isLeftChild ? right : left
    const side = isLeftChild ? 'left' : 'right'
    const node = nodeOf({ id, unit, lamport, parent, side, left, right })
    const siblings = isLeftChild ? parent.leftChildren : parent.rightChildren
    siblings.push(node)
    if (siblings.length > 1) {
      const places = new Map(this.#walk().map((origin, at) => [origin, at]))
      const place = (origin: Node | null) => (origin === null ? places.size : (places.get(origin) ?? -1))
      siblings.sort((a, b) => (isLeftChild ? 0 : place(b.right) - place(a.right)) || compareBirth(a, b))
    }
    this.#nodes.set(keyOf(id), node)
    this.#order = null
    return node
  }

  /** O5: only what is right of the left origin while its own left origin is not. */
  #canBeRight(left: Node, right: Node): boolean {
    const order = this.#walk()
    const place = order.indexOf(left)
    return order.indexOf(right) > place && (right.left === null || order.indexOf(right.left) <= place)
  }

  #node(id: Id): Node {
    const node = this.#nodes.get(keyOf(id))
    if (node === undefined) throw new Error(`the twin does not know ${keyOf(id)}`)
    return node
  }

  #visible(): readonly Node[] {
    return this.#walk().filter(isVisible)
  }

  #walk(): readonly Node[] {
    if (this.#order !== null) return this.#order
    const order: Node[] = []
    // What is still to be walked, the next last: whole subtrees, and nodes whose left side is done.
    const pending: { readonly node: Node; readonly leftDone: boolean }[] = [{ node: this.#root, leftDone: false }]
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      const { node, leftDone } = next
      if (leftDone) {
        order.push(node)
        for (const child of node.rightChildren.toReversed()) pending.push({ node: child, leftDone: false })
      } else {
        pending.push({ node, leftDone: true })
        for (const child of node.leftChildren.toReversed()) pending.push({ node: child, leftDone: false })
      }
    }
    this.#order = order
    return order
  }
}

function nodeOf(fields: Omit<Node, 'leftChildren' | 'rightChildren' | 'before' | 'after' | 'deleted'>): Node {
  return { ...fields, leftChildren: [], rightChildren: [], before: null, after: null, deleted: false }
}

/** Whether `node` is below a right child of `ancestor`. */
function isBehind(node: Node, ancestor: Node): boolean {
  for (let child = node; child.parent !== null; child = child.parent) {
    if (child.parent === ancestor) return child.side === 'right'
  }
  return false
}

function compareBirth(a: Node, b: Node): number {
  const { id: idA } = a
  const { id: idB } = b
  if (idA === null || idB === null) throw new Error('the root has no siblings')
  return a.lamport - b.lamport || idA.replica - idB.replica || idA.counter - idB.counter
}

function isVisible({ id, deleted }: Node): boolean {
  return id !== null && !deleted
}

function firstHalf(node: Node): Node {
  return node.before ?? node
}

function lastHalf(node: Node): Node {
  return node.after ?? node
}

function keyOf({ replica, counter }: Id): string {
  return `${replica}:${counter}`
}
