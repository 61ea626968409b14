import { present } from '../assert.ts'
import type { Change } from '../change.ts'
import type { Id, ReplicaId } from '../id.ts'
import { NaiveText } from '../testing/naive-text.ts'

/** A code unit: its number in the order in which they were made. */
export type Element = number

/**
 * All code units that all replicas of a case ever inserted, in the one order that they have everywhere (SPEC.md O1 … O5). It
 * is decided by the slow twin, once for all replicas: the order of two code units depends on nothing that comes later, so
 * what a replica shows is this order without what it doesn't know and without what is deleted there.
 */
export class TotalOrder {
  readonly #text = new NaiveText()
  readonly #ids: Id[] = []
  readonly #units: number[] = []
  readonly #elements = new Map<ReplicaId, Element[]>()
  #inOrder: readonly Element[] | null = []

  /** Takes up what a change inserts; what it depends on must be there. */
  add(change: Change): void {
    // Deletions don't move anything and take no tick, and who has seen them differs from replica to replica.
    const operations = change.operations.filter(({ kind }) => kind !== 'delete')
    let { counter } = change
    for (const operation of operations) {
      if (operation.kind !== 'insert' && operation.kind !== 'type') continue
      for (let at = 0; at < operation.text.length; at++) {
        this.#addUnit({ replica: change.replica, counter }, operation.text.charCodeAt(at))
        counter += 1
      }
    }
    if (counter === change.counter) return
    this.#text.apply({ ...change, operations })
    this.#inOrder = null
  }

  /** All elements from left to right. */
  get inOrder(): readonly Element[] {
    this.#inOrder ??= this.#text.ids().map((id) => this.elementOf(id))
    return this.#inOrder
  }

  /** The element of a name. It must exist. */
  elementOf(id: Id): Element {
    return present(this.#elements.get(id.replica)?.[id.counter], 'element of that name')
  }

  /** The name of an element. */
  idOf(element: Element): Id {
    return present(this.#ids[element], 'name of the element')
  }

  /** The code unit that an element is. */
  unitOf(element: Element): number {
    return present(this.#units[element], 'code unit of the element')
  }

  /** The element itself, or the first half of the pair that it ends. */
  firstHalf(element: Element): Element {
    return isBetween(this.unitOf(element), 0xdc00, 0xdfff) ? element - 1 : element
  }

  /** The element itself, or the second half of the pair that it begins. */
  lastHalf(element: Element): Element {
    return isBetween(this.unitOf(element), 0xd800, 0xdbff) ? element + 1 : element
  }

  #addUnit(id: Id, unit: number): void {
    const element = this.#ids.length
    this.#ids.push(id)
    this.#units.push(unit)
    const ofReplica = this.#elements.get(id.replica)
    if (ofReplica === undefined) this.#elements.set(id.replica, [element])
    else ofReplica.push(element)
  }
}

function isBetween(unit: number, lowest: number, highest: number): boolean {
  return unit >= lowest && unit <= highest
}
