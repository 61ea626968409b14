import { assert, present } from '../assert.ts'
import type { Block, Item } from './item.ts'

const maxBlockItems = 128

/**
 * All items in document order, tombstones included, in blocks of at most `maxBlockItems`. Every item knows its block and
 * every block its place, so the order of two items is found without walking; a visible position is found block by block,
 * then item by item.
 */
export class ItemList {
  readonly #blocks: Block[] = []
  #visible = 0

  /** How many code units show. */
  get visible(): number {
    return this.#visible
  }

  /** The first item, or `null` when there is none. */
  get first(): Item | null {
    return this.#blocks[0]?.items[0] ?? null
  }

  /** The item to the right; of `null`, the first. */
  next(item: Item | null): Item | null {
    if (item === null) return this.first
    const block = blockOf(item)
    return block.items[block.items.indexOf(item) + 1] ?? this.#blocks[block.index + 1]?.items[0] ?? null
  }

  /** The item to the left. */
  previous(item: Item): Item | null {
    const block = blockOf(item)
    return block.items[block.items.indexOf(item) - 1] ?? this.#blocks[block.index - 1]?.items.at(-1) ?? null
  }

  /** Negative when `a` is left of `b`, positive when it is right of it, 0 for the same item. */
  compare(a: Item, b: Item): number {
    const block = blockOf(a)
    const other = blockOf(b)
    if (block !== other) return block.index - other.index
    return block.items.indexOf(a) - block.items.indexOf(b)
  }

  /** How many code units show left of an item. */
  visibleBefore(item: Item): number {
    const block = blockOf(item)
    let visible = 0
    for (const other of this.#blocks) {
      if (other === block) break
      visible += other.visible
    }
    for (const other of block.items) {
      if (other === item) break
      visible += other.visible
    }
    return visible
  }

  /** The visible code unit at a position: its item and its offset there. Requires 0 ≤ position < `visible`. */
  find(position: number): { readonly item: Item; readonly offset: number } {
    assert(position >= 0 && position < this.#visible, 'a position in the visible text')
    let rest = position
    for (const block of this.#blocks) {
      if (rest >= block.visible) {
        rest -= block.visible
        continue
      }
      for (const item of block.items) {
        if (rest < item.visible) return { item, offset: rest }
        rest -= item.visible
      }
    }
    throw new Error('assertion failed: the blocks add up')
  }

  /** Puts an item to the right of another; of `null`, first. */
  insertAfter(item: Item | null, added: Item): void {
    if (item === null) {
      const block = this.#blocks[0] ?? this.#addBlock(0, [])
      block.items.unshift(added)
      this.#enter(block, added)
    } else {
      const block = blockOf(item)
      block.items.splice(block.items.indexOf(item) + 1, 0, added)
      this.#enter(block, added)
    }
  }

  /** Puts an item at the end. */
  append(added: Item): void {
    const last = this.#blocks.at(-1)
    const block =
      last !== undefined && last.items.length < maxBlockItems ? last : this.#addBlock(this.#blocks.length, [])
    block.items.push(added)
    this.#enter(block, added)
  }

  /** Takes an item out. */
  remove(item: Item): void {
    const block = blockOf(item)
    block.items.splice(block.items.indexOf(item), 1)
    this.resized(item, -item.visible)
    item.block = null
    if (block.items.length === 0) {
      this.#blocks.splice(block.index, 1)
      this.#renumber(block.index)
    }
  }

  /** To be called when more (or, negative, fewer) code units of an item show than before. */
  resized(item: Item, difference: number): void {
    blockOf(item).visible += difference
    this.#visible += difference
  }

  /** The items, in order. Nothing may be put in or taken out meanwhile. */
  *[Symbol.iterator](): IterableIterator<Item> {
    for (const block of this.#blocks) yield* block.items
  }

  /** The blocks, for checks of their invariants. */
  get blocks(): readonly Readonly<Block>[] {
    return this.#blocks
  }

  #enter(block: Block, item: Item): void {
    item.block = block
    this.resized(item, item.visible)
    if (block.items.length > maxBlockItems) {
      const moved = block.items.splice(maxBlockItems >> 1)
      this.#addBlock(block.index + 1, moved)
      for (const other of moved) block.visible -= other.visible
    }
  }

  #addBlock(index: number, items: Item[]): Block {
    const block: Block = { items, visible: 0, index }
    for (const item of items) {
      item.block = block
      block.visible += item.visible
    }
    this.#blocks.splice(index, 0, block)
    this.#renumber(index)
    return block
  }

  #renumber(from: number): void {
    for (let index = from; index < this.#blocks.length; index++) present(this.#blocks[index], 'block').index = index
  }
}

function blockOf(item: Item): Block {
  return present(item.block, 'block of the item')
}
