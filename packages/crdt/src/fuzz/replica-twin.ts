import type { Anchor, AnchorSide } from '../anchor.ts'
import type { Change } from '../change.ts'
import type { Edit, Splice } from '../edit.ts'
import type { Id, ReplicaId } from '../id.ts'
import type { Operation, PropertyValue } from '../operation.ts'
import type { Element, TotalOrder } from './total-order.ts'

/** What a call of `apply` must return. */
export type Expected = {
  readonly edit: Edit
  readonly keys: readonly string[]
  readonly applied: number
  readonly duplicates: number
  readonly buffered: number
}

type PropertyRecord = {
  readonly value: PropertyValue | undefined
  readonly lamport: number
  readonly replica: ReplicaId
}

/** What one replica must know and show, by the words of SPEC.md: slow, and with nothing in common with `TandemDoc`. */
export class ReplicaTwin {
  readonly #order: TotalOrder
  /** By element: whether it shows; what is unknown has no entry. */
  readonly #shows: (boolean | undefined)[] = []
  /** Whose elements are known, and up to which. */
  readonly #next = new Map<ReplicaId, number>()
  readonly #rseqs = new Map<ReplicaId, number>()
  readonly #waiting = new Set<Change>()
  readonly #records = new Map<string, PropertyRecord>()
  #lamport = 0
  #visible: readonly Element[] = []

  constructor(order: TotalOrder) {
    this.#order = order
  }

  /** The visible elements, from left to right. */
  get visible(): readonly Element[] {
    return this.#visible
  }

  /** The highest tick that an applied change took. */
  get lamport(): number {
    return this.#lamport
  }

  /** What waits for what it depends on. */
  get waiting(): ReadonlySet<Change> {
    return this.#waiting
  }

  /** The visible text. */
  toString(): string {
    return this.#textOf(this.#visible)
  }

  /** The next counter of everybody of whom something is known, by ascending replica. */
  counters(): ReadonlyMap<ReplicaId, number> {
    return new Map([...this.#next].sort(([a], [b]) => a - b))
  }

  rseqOf(replica: ReplicaId): number {
    return this.#rseqs.get(replica) ?? 0
  }

  nextOf(replica: ReplicaId): number {
    return this.#next.get(replica) ?? 0
  }

  /** Names and values of the properties, by ascending name. */
  properties(): readonly (readonly [string, PropertyValue])[] {
    const entries: [string, PropertyValue][] = []
    for (const [key, { value }] of this.#records) if (value !== undefined) entries.push([key, value])
    return entries.sort(([a], [b]) => (a < b ? -1 : 1))
  }

  /** Takes changes of which the total order knows everything, as one call of `apply`. */
  receive(changes: readonly Change[]): Expected {
    const before = this.#visible
    const properties = new Map(this.properties())
    let duplicates = 0
    let applied = 0
    for (const change of changes) {
      // SPEC.md C1, C2: what is applied or waits has no effect when it comes again.
      if (change.rseq <= this.rseqOf(change.replica) || this.#waiting.has(change)) duplicates += 1
      else this.#waiting.add(change)
    }
    for (let size = -1; size !== this.#waiting.size; ) {
      size = this.#waiting.size
      for (const change of this.#waiting) {
        if (!this.#isReady(change)) continue
        this.#waiting.delete(change)
        this.#perform(change)
        applied += 1
      }
    }
    this.#visible = this.#order.inOrder.filter((element) => this.#shows[element] === true)
    const now = new Map(this.properties())
    const keys = new Set([...properties.keys(), ...now.keys()])
    return {
      edit: this.#editFrom(before),
      keys: [...keys].filter((key) => !Object.is(properties.get(key), now.get(key))).sort(),
      applied,
      duplicates,
      buffered: this.#waiting.size,
    }
  }

  /** Forgets what waits, as saving and opening does. */
  forgetWaiting(): void {
    this.#waiting.clear()
  }

  /** The anchor that must be made at a position. */
  anchorAt(position: number, side: AnchorSide): Anchor {
    const place = this.isInsidePair(position) ? position - 1 : position
    const element = this.#visible[side === 'before' ? place - 1 : place]
    if (element === undefined) return { at: side === 'before' ? 'start' : 'end' }
    return { at: this.#order.idOf(element), side }
  }

  /** Where an anchor must be. */
  positionOf(anchor: Anchor): number | null {
    if (!('side' in anchor)) return anchor.at === 'start' ? 0 : this.#visible.length
    if (!this.#knows(anchor.at)) return null
    const named = this.#order.elementOf(anchor.at)
    const element = anchor.side === 'before' ? this.#order.lastHalf(named) : this.#order.firstHalf(named)
    let position = 0
    for (const other of this.#order.inOrder) {
      if (other === element) break
      if (this.#shows[other] === true) position += 1
    }
    return anchor.side === 'before' && this.#shows[element] === true ? position + 1 : position
  }

  /** What follows the visible element before a position at once, visible or not: the right origin of what is typed there. */
  rightOriginAt(position: number): Element | null {
    const { inOrder } = this.#order
    const left = this.#visible[position - 1]
    for (let at = left === undefined ? 0 : inOrder.indexOf(left) + 1; at < inOrder.length; at++) {
      const element = inOrder[at]
      if (element !== undefined && this.#shows[element] !== undefined) return element
    }
    return null
  }

  isInsidePair(position: number): boolean {
    const element = this.#visible[position]
    return element !== undefined && this.#order.firstHalf(element) !== element
  }

  #knows({ replica, counter }: Id): boolean {
    return counter < this.nextOf(replica)
  }

  #isReady(change: Change): boolean {
    const { replica, counter, rseq, operations } = change
    if (rseq !== this.rseqOf(replica) + 1) return false
    const has = (id: Id | null) => id === null || this.#knows(id) || (id.replica === replica && id.counter >= counter)
    return operations.every((operation) => {
      if (operation.kind === 'insert') return has(operation.left) && has(operation.right)
      return operation.kind !== 'delete' || has({ ...operation, counter: operation.counter + operation.length - 1 })
    })
  }

  #perform(change: Change): void {
    const { replica } = change
    let { counter, lamport } = change
    for (const operation of change.operations) {
      if (operation.kind === 'insert' || operation.kind === 'type') {
        for (let rest = operation.text.length; rest > 0; rest--) {
          this.#shows[this.#order.elementOf({ replica, counter })] = true
          counter += 1
          lamport += 1
        }
      } else if (operation.kind === 'delete') {
        for (let at = 0; at < operation.length; at++) {
          const element = this.#order.elementOf({ replica: operation.replica, counter: operation.counter + at })
          this.#shows[this.#order.firstHalf(element)] = false
          this.#shows[this.#order.lastHalf(element)] = false
        }
      } else {
        this.#decide(operation, { lamport, replica })
        lamport += 1
      }
    }
    if (lamport > change.lamport) this.#lamport = Math.max(this.#lamport, lamport - 1)
    this.#rseqs.set(replica, change.rseq)
    this.#next.set(replica, counter)
  }

  #decide(
    operation: Operation & { readonly kind: 'set' | 'remove' },
    stamp: { readonly lamport: number; readonly replica: ReplicaId },
  ): void {
    const record = this.#records.get(operation.key)
    const isLater =
      record === undefined ||
      stamp.lamport > record.lamport ||
      (stamp.lamport === record.lamport && stamp.replica > record.replica)
    const value = operation.kind === 'set' ? operation.value : undefined
    if (isLater) this.#records.set(operation.key, { value, ...stamp })
  }

  /** SPEC.md E2: deletes exactly the code units that vanished and inserts exactly those that came. */
  #editFrom(before: readonly Element[]): Edit {
    const after = this.#visible
    const stays = before.map((element) => this.#shows[element] === true)
    const edit: Splice[] = []
    let from = 0
    let at = 0
    while (from < before.length || at < after.length) {
      let to = from
      while (to < before.length && !stays[to]) to += 1
      let end = at
      while (end < after.length && after[end] !== before[to]) end += 1
      if (to > from || end > at) edit.push({ from, to, insert: this.#textOf(after.slice(at, end)) })
      from = to + 1
      at = end + 1
    }
    return edit
  }

  #textOf(elements: readonly Element[]): string {
    return elements.map((element) => String.fromCharCode(this.#order.unitOf(element))).join('')
  }
}
