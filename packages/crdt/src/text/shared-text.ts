import type { Anchor, AnchorSide } from '../anchor.ts'
import { assert, present } from '../assert.ts'
import type { AuthoredRun } from '../authored-run.ts'
import type { Splice } from '../edit.ts'
import type { Id, ReplicaId } from '../id.ts'
import type { DeleteOperation, InsertOperation, TypeOperation } from '../operation.ts'
import { integrate, type Order, type Place } from './integrate.ts'
import { Item } from './item.ts'
import { ItemIndex } from './item-index.ts'
import { ItemList } from './item-list.ts'
import { LamportTable } from './lamport-table.ts'

/** The name and the time of an insertion's first code unit. */
export type Birth = Id & { readonly lamport: number }

/**
 * The text of a document: items in order, an index from Ids to items, and the table of Lamport times. It trusts its
 * callers: operations must be valid and what they refer to must be there.
 */
export class SharedText {
  readonly #list = new ItemList()
  readonly #index = new ItemIndex()
  readonly #lamports = new LamportTable()
  readonly #order: Order = { list: this.#list, index: this.#index, lamports: this.#lamports }

  /** A text from items in document order, which must be consistent with each other and with the table. */
  static of(
    items: Iterable<Item>,
    lamports: ReadonlyMap<ReplicaId, Iterable<{ counter: number; ahead: number }>>,
  ): SharedText {
    const text = new SharedText()
    const sorted: Item[] = []
    for (const item of items) {
      text.#list.append(item)
      sorted.push(item)
    }
    // By ascending counter, so that every item is added at the end of its replica's.
    for (const item of sorted.sort((a, b) => a.counter - b.counter)) text.#index.add(item)
    for (const [replica, runs] of lamports) {
      for (const { counter, ahead } of runs) text.#lamports.record({ replica, counter }, counter + ahead)
    }
    return text
  }

  /** How many code units show. */
  get length(): number {
    return this.#list.visible
  }

  /** The items, the index and the times, for the codecs and for checks. */
  get order(): Order {
    return this.#order
  }

  /** The visible text between two positions. */
  slice(from: number, to: number): string {
    const pieces: string[] = []
    let position = 0
    for (const block of this.#list.blocks) {
      if (position >= to) break
      if (position + block.visible <= from) {
        position += block.visible
        continue
      }
      for (const item of block.items) {
        if (position < to && position + item.visible > from) {
          pieces.push(item.text.slice(Math.max(0, from - position), to - position))
        }
        position += item.visible
      }
    }
    return pieces.join('')
  }

  /** The names of the visible code units, in runs that are as long as they can be, ascending. */
  authored(): readonly AuthoredRun[] {
    const runs: AuthoredRun[] = []
    let from = 0
    for (const { replica, counter, visible } of this.#list) {
      if (visible === 0) continue
      const last = runs.at(-1)
      const goesOn = last !== undefined && last.replica === replica && last.counter + last.to - last.from === counter
      if (goesOn) runs[runs.length - 1] = { ...last, to: from + visible }
      else runs.push({ from, to: from + visible, replica, counter })
      from += visible
    }
    return runs
  }

  /** Whether a position is between the halves of a surrogate pair. */
  isInsidePair(position: number): boolean {
    if (position === 0 || position === this.length) return false
    const { item, offset } = this.#list.find(position)
    return offset > 0 && item.beginsPair(offset - 1)
  }

  /** Inserts what is typed here, exactly there, and returns the operation that tells others. */
  insertAt(position: number, text: string, birth: Birth): InsertOperation | TypeOperation {
    const found = position === 0 ? null : this.#list.find(position - 1)
    const left = found === null ? null : idIn(found.item, found.offset)
    const right = this.#following(found)
    // With its neighbours next to each other, there is nothing between them that could be a rival.
    const after = left === null ? null : this.#endItemAt(left)
    const goesOn = after?.continuesWith(birth.replica, birth.counter, left, right)
    this.#put({ after, right }, left, text, birth)
    return goesOn ? { kind: 'type', text } : { kind: 'insert', left, right, text }
  }

  /** What to delete so that the visible text between two positions goes. */
  deletionsBetween(from: number, to: number): readonly DeleteOperation[] {
    const deletions: DeleteOperation[] = []
    if (from === to) return deletions
    let { item, offset } = this.#list.find(from)
    for (let rest = to - from; rest > 0; ) {
      const length = Math.min(rest, item.visible - offset)
      if (length > 0) {
        const counter = item.counter + offset
        const last = deletions.at(-1)
        if (last !== undefined && last.replica === item.replica && last.counter + last.length === counter) {
          deletions[deletions.length - 1] = { ...last, length: last.length + length }
        } else {
          deletions.push({ kind: 'delete', replica: item.replica, counter, length })
        }
        rest -= length
      }
      if (rest > 0) item = present(this.#list.next(item), 'item with the rest')
      offset = 0
    }
    return deletions
  }

  /** Inserts what was typed elsewhere and returns what becomes visible. */
  insert(operation: InsertOperation, birth: Birth): Splice {
    const left = operation.left === null ? null : this.#lastHalf(operation.left)
    const right = operation.right === null ? null : this.#firstHalf(operation.right)
    const leftItem = left === null ? null : this.#endItemAt(left)
    const place = integrate(this.#order, left, right, birth, birth.lamport)
    const from = this.#put(place, left, operation.text, birth)
    // The cut behind the left origin is needed only when something came in there.
    if (leftItem !== null && place.after !== leftItem) this.#mergeWithNext(leftItem)
    return { from, to: from, insert: operation.text }
  }

  /** Inserts what was typed on elsewhere and returns what becomes visible. */
  type({ text }: TypeOperation, birth: Birth): Splice {
    const left = { replica: birth.replica, counter: birth.counter - 1 }
    const { right } = this.#index.find(left)
    return this.insert({ kind: 'insert', left, right, text }, birth)
  }

  /** Deletes, and returns what vanishes: splices that apply one after the other. */
  delete(operation: DeleteOperation): readonly Splice[] {
    const { replica } = operation
    const splices: Splice[] = []
    let { counter } = this.#firstHalf({ replica, counter: operation.counter })
    const last = this.#lastHalf({ replica, counter: operation.counter + operation.length - 1 })
    while (counter <= last.counter) {
      const found = this.#index.find({ replica, counter })
      const end = Math.min(found.end, last.counter + 1)
      if (!found.deleted) {
        const item = this.#startItemAt({ replica, counter })
        this.#endItemAt({ replica, counter: end - 1 })
        const from = this.#list.visibleBefore(item)
        splices.push({ from, to: from + item.length, insert: '' })
        this.#list.resized(item, -item.length)
        item.drop()
        this.#mergeWithNext(item)
        const previous = this.#list.previous(item)
        if (previous !== null) this.#mergeWithNext(previous)
      }
      counter = end
    }
    return splices
  }

  /** An anchor that sticks to the character before or after a position; a position inside a pair counts as its start. */
  anchorAt(position: number, side: AnchorSide): Anchor {
    const place = this.isInsidePair(position) ? position - 1 : position
    if (side === 'before') {
      if (place === 0) return { at: 'start' }
      const { item, offset } = this.#list.find(place - 1)
      return { at: idIn(item, offset), side }
    }
    if (place === this.length) return { at: 'end' }
    const { item, offset } = this.#list.find(place)
    return { at: idIn(item, offset), side }
  }

  /** Where an anchor is now; `null` when its character isn't known here yet. */
  positionOf(anchor: Anchor): number | null {
    if (!('side' in anchor)) return anchor.at === 'start' ? 0 : this.length
    if (!this.#index.has(anchor.at)) return null
    const id = anchor.side === 'before' ? this.#lastHalf(anchor.at) : this.#firstHalf(anchor.at)
    const item = this.#index.find(id)
    const before = this.#list.visibleBefore(item)
    if (item.deleted) return before
    return before + id.counter - item.counter + (anchor.side === 'before' ? 1 : 0)
  }

  /** The code unit that follows a visible one (`null`: the start) immediately, visible or not. */
  #following(found: { readonly item: Item; readonly offset: number } | null): Id | null {
    if (found !== null && found.offset + 1 < found.item.length) return idIn(found.item, found.offset + 1)
    const next = this.#list.next(found === null ? null : found.item)
    return next === null ? null : idIn(next, 0)
  }

  /** Puts an insertion where it belongs and returns its visible position. */
  #put({ after, right }: Place, left: Id | null, text: string, birth: Birth): number {
    const { replica, counter } = birth
    this.#lamports.record(birth, birth.lamport)
    if (after !== null && !after.deleted && after.continuesWith(replica, counter, left, right)) {
      // Typing on: the run just gets longer.
      const from = this.#list.visibleBefore(after) + after.length
      after.text += text
      after.length += text.length
      this.#list.resized(after, text.length)
      return from
    }
    const item = new Item({ replica, counter, left, right, length: text.length, content: { text } })
    this.#list.insertAfter(after, item)
    this.#index.add(item)
    return this.#list.visibleBefore(item)
  }

  /** The code unit itself, or the second half of the pair that it begins. */
  #lastHalf(id: Id): Id {
    const item = this.#index.find(id)
    return item.beginsPair(id.counter - item.counter) ? { replica: id.replica, counter: id.counter + 1 } : id
  }

  /** The code unit itself, or the first half of the pair that it ends. */
  #firstHalf(id: Id): Id {
    const item = this.#index.find(id)
    const offset = id.counter - item.counter
    return offset > 0 && item.beginsPair(offset - 1) ? { replica: id.replica, counter: id.counter - 1 } : id
  }

  /** The item whose last code unit is `id`, cut there if need be. */
  #endItemAt(id: Id): Item {
    const item = this.#index.find(id)
    if (id.counter + 1 < item.end) this.#split(item, id.counter + 1 - item.counter)
    return item
  }

  /** The item whose first code unit is `id`, cut there if need be. */
  #startItemAt(id: Id): Item {
    const item = this.#index.find(id)
    return id.counter === item.counter ? item : this.#split(item, id.counter - item.counter)
  }

  #split(item: Item, offset: number): Item {
    const before = item.visible
    const rest = item.splitOff(offset)
    this.#list.resized(item, item.visible - before)
    this.#list.insertAfter(item, rest)
    this.#index.add(rest)
    return rest
  }

  #mergeWithNext(item: Item): void {
    const next = this.#list.next(item)
    if (next === null || !item.canAbsorb(next)) return
    this.#list.remove(next)
    this.#index.remove(next)
    const before = item.visible
    item.absorb(next)
    this.#list.resized(item, item.visible - before)
  }
}

function idIn(item: Item, offset: number): Id {
  assert(offset >= 0 && offset < item.length, 'an offset in the item')
  return { replica: item.replica, counter: item.counter + offset }
}
