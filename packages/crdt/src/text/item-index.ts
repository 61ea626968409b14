import { assert, present } from '../assert.ts'
import type { Id, ReplicaId } from '../id.ts'
import type { Item } from './item.ts'

/** From an Id to the item that holds it: per replica its items by ascending counter, together without a gap. */
export class ItemIndex {
  readonly #items = new Map<ReplicaId, Item[]>()

  /** How many code units of the replica there are, which is its next counter. */
  count(replica: ReplicaId): number {
    return this.#items.get(replica)?.at(-1)?.end ?? 0
  }

  /** Whether there is such a code unit. */
  has(id: Id): boolean {
    return id.counter < this.count(id.replica)
  }

  /** The item that holds the code unit, which must exist. */
  find(id: Id): Item {
    const items = present(this.#items.get(id.replica), 'items of the replica')
    const item = present(items[place(items, id.counter + 1) - 1], 'item of the Id')
    assert(id.counter < item.end, 'the Id exists')
    return item
  }

  /** Adds an item. */
  add(item: Item): void {
    let items = this.#items.get(item.replica)
    if (items === undefined) {
      items = []
      this.#items.set(item.replica, items)
    }
    const last = items.at(-1)
    if (last === undefined || last.counter < item.counter) items.push(item)
    else items.splice(place(items, item.counter), 0, item)
  }

  /** Forgets an item. */
  remove(item: Item): void {
    const items = present(this.#items.get(item.replica), 'items of the replica')
    const at = place(items, item.counter)
    assert(items[at] === item, 'the item is in the index')
    items.splice(at, 1)
  }

  /** The replicas that inserted something. */
  replicas(): IterableIterator<ReplicaId> {
    return this.#items.keys()
  }

  /** The items of a replica, by ascending counter. */
  itemsOf(replica: ReplicaId): readonly Item[] {
    return this.#items.get(replica) ?? []
  }
}

/** How many of the items begin below `counter`. */
function place(items: readonly Item[], counter: number): number {
  let low = 0
  let high = items.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (present(items[middle], 'item').counter < counter) low = middle + 1
    else high = middle
  }
  return low
}
