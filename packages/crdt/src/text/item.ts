import { assert } from '../assert.ts'
import { type Id, type ReplicaId, sameId } from '../id.ts'

/**
 * A run: code units of one replica with consecutive counters, next to each other in the document, all visible or all
 * deleted. Each was typed after the one before it and before the same right origin, so one `left` (of the first) and one
 * `right` (of all) say where every one of them belongs.
 *
 * A deleted item has no text. It keeps where surrogate pairs began, because a pair stays one character for the origins
 * that name it after its deletion.
 */
export class Item {
  readonly replica: ReplicaId
  readonly counter: number
  readonly left: Id | null
  readonly right: Id | null
  length: number
  deleted: boolean
  /** The text of a visible item, '' of a deleted one. */
  text: string
  /** Offsets of the first halves of surrogate pairs in a deleted item, ascending; empty in a visible one. */
  pairs: readonly number[]
  /** The block that holds the item; `null` while it is in no list. */
  block: Block | null = null

  constructor(fields: {
    readonly replica: ReplicaId
    readonly counter: number
    readonly left: Id | null
    readonly right: Id | null
    readonly length: number
    readonly content: { readonly text: string } | { readonly pairs: readonly number[] }
  }) {
    this.replica = fields.replica
    this.counter = fields.counter
    this.left = fields.left
    this.right = fields.right
    this.length = fields.length
    this.deleted = 'pairs' in fields.content
    this.text = 'text' in fields.content ? fields.content.text : ''
    this.pairs = 'pairs' in fields.content ? fields.content.pairs : []
  }

  /** The counter after its last code unit. */
  get end(): number {
    return this.counter + this.length
  }

  /** How many of its code units show. */
  get visible(): number {
    return this.deleted ? 0 : this.length
  }

  /** Whether the code unit at `offset` is the first half of a surrogate pair. */
  beginsPair(offset: number): boolean {
    // Pairs are never cut. Besides, reading from a text that grows by concatenation would copy it at every keystroke.
    if (offset === this.length - 1) return false
    if (this.deleted) return includes(this.pairs, offset)
    const unit = this.text.charCodeAt(offset)
    return unit >= 0xd800 && unit < 0xdc00
  }

  /** Whether `next`, its neighbour to the right, could be one item with it. */
  canAbsorb(next: Item): boolean {
    return this.deleted === next.deleted && this.continuesWith(next.replica, next.counter, next.left, next.right)
  }

  /** Whether a code unit of that name and origins, next to its last one, continues the run. */
  continuesWith(replica: ReplicaId, counter: number, left: Id | null, right: Id | null): boolean {
    return (
      replica === this.replica &&
      counter === this.end &&
      left !== null &&
      left.replica === replica &&
      left.counter === counter - 1 &&
      sameId(right, this.right)
    )
  }

  /** Takes in the neighbour to the right, which `canAbsorb` allowed. */
  absorb(next: Item): void {
    if (next.pairs.length > 0) this.pairs = [...this.pairs, ...next.pairs.map((offset) => offset + this.length)]
    this.text += next.text
    this.length += next.length
  }

  /** Keeps what is left of `offset` and returns the rest as a new item. */
  splitOff(offset: number): Item {
    assert(offset > 0 && offset < this.length && !this.beginsPair(offset - 1), 'a split inside, not inside a pair')
    const counter = this.counter + offset
    const content = this.deleted
      ? { pairs: this.pairs.filter((pair) => pair >= offset).map((pair) => pair - offset) }
      : { text: this.text.slice(offset) }
    const rest = new Item({
      replica: this.replica,
      counter,
      left: { replica: this.replica, counter: counter - 1 },
      right: this.right,
      length: this.length - offset,
      content,
    })
    this.length = offset
    if (this.deleted) this.pairs = this.pairs.filter((pair) => pair < offset)
    else this.text = this.text.slice(0, offset)
    return rest
  }

  /** Makes a tombstone of it. */
  drop(): void {
    const pairs: number[] = []
    for (let offset = 0; offset < this.length; offset++) if (this.beginsPair(offset)) pairs.push(offset)
    this.deleted = true
    this.text = ''
    this.pairs = pairs
  }
}

function includes(sorted: readonly number[], value: number): boolean {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? 0) < value) low = middle + 1
    else high = middle
  }
  return sorted[low] === value
}

/** A stretch of the list that items are kept in, short enough to be searched item by item. */
export type Block = {
  readonly items: Item[]
  /** How many code units of its items show. */
  visible: number
  /** Its place among the blocks. */
  index: number
}
