import type { Anchor, AnchorSide } from '../anchor.ts'
import type { AuthoredRun } from '../authored-run.ts'
import type { Splice } from '../edit.ts'
import type { Id, ReplicaId } from '../id.ts'
import type { DeleteOperation, InsertOperation, Operation, TypeOperation } from '../operation.ts'
import { type Birth, countedRight, integrate } from './integrate.ts'
import { LamportTable } from './lamport-table.ts'
import type { Order } from './order.ts'
import { OrderTree } from './order-tree.ts'
import { PairTable } from './pair-table.ts'
import { Rope } from './rope.ts'
import { RunIndex } from './run-index.ts'
import { bury, mergeWithNext, split } from './run-surgery.ts'
import { type Run, RunTable, type Serial } from './run-table.ts'
import { SerialTable } from './serial-table.ts'
import { treeShape } from './tree-shape.ts'

const { none } = treeShape

/**
 * The text of a document: what shows, as a rope, and where every code unit belongs, as an order of runs. It trusts its
 * callers: operations must be valid and what they refer to must be there.
 */
export class SharedText {
  readonly #rope: Rope
  /** `null` as long as nobody asked: a text can be read before its order is known. */
  #order: Order | null
  readonly #load: () => Order
  /**
   * Where typing goes on: the run typed in last here, which ends at `#caret` with the newest code unit of `#typist`, in
   * front of its right origin. `#caret` is `none` when anything else was done since.
   */
  #typing: Run = none
  #typist: ReplicaId = 0
  #caret = none

  private constructor(rope: Rope, order: Order | null, load: () => Order) {
    this.#rope = rope
    this.#order = order
    this.#load = load
  }

  /** An empty text. */
  static empty(): SharedText {
    return new SharedText(Rope.of(''), emptyOrder(), emptyOrder)
  }

  /** A text whose order is loaded when it is needed; `load` must give one that fits, or throw. */
  static lazily(text: string, load: () => Order): SharedText {
    return new SharedText(Rope.of(text), null, load)
  }

  /** How many code units show. */
  get length(): number {
    return this.#rope.length
  }

  /** What shows. */
  get rope(): Rope {
    return this.#rope
  }

  /** Loads the order, if it isn't. Throws what loading it throws, each time. */
  load(): void {
    this.#order ??= this.#load()
  }

  /** The order of the code units. Throws as `load`. */
  get order(): Order {
    this.#order ??= this.#load()
    return this.#order
  }

  /** Whether a position is between the halves of a surrogate pair. */
  isInsidePair(position: number): boolean {
    if (position === 0 || position === this.length) return false
    const unit = this.#rope.unitAt(position)
    return unit >= 0xdc00 && unit < 0xe000
  }

  /** Inserts what is typed here, exactly there, and returns the operation that tells others. */
  insertAt(position: number, text: string, birth: Birth): InsertOperation | TypeOperation {
    const order = this.order
    const { list, runs, serials } = order
    let run: Run
    let left: Serial = none
    let right: Serial = none
    let goesOn = position === this.#caret && birth.replica === this.#typist
    if (goesOn) {
      run = this.#typing
      left = runs.end(run) - 1
      right = runs.right(run)
    } else {
      run = position === 0 ? none : list.find(position - 1)
      if (run !== none) left = runs.start(run) + list.offset
      if (run !== none && left + 1 < runs.end(run)) {
        right = left + 1
        split(order, run, right - runs.start(run))
      } else {
        const next = run === none ? list.first : list.next(run)
        if (next !== none) right = runs.start(next)
        goesOn = run !== none && right === runs.right(run) && serials.newest(birth.replica) === left
      }
    }
    const operation: InsertOperation | TypeOperation = goesOn
      ? { kind: 'type', text }
      : { kind: 'insert', left: serials.idOf(left), right: serials.idOf(right), text }
    // With its neighbours next to each other, there is nothing between them that could be a rival.
    this.#typing = this.#put(order, run, left, right, position, text, birth)
    this.#typist = birth.replica
    this.#caret = position + text.length
    return operation
  }

  /** Deletes what shows between two positions, and adds the operations that tell others to `operations`. */
  deleteBetween(from: number, to: number, operations: Operation[]): void {
    const order = this.order
    const { list, runs, serials } = order
    this.#caret = none
    let run = list.find(from)
    let offset = list.offset
    for (let rest = to - from; rest > 0; offset = 0) {
      if (!runs.isDeleted(run)) {
        const count = Math.min(rest, runs.length(run) - offset)
        const serial = runs.start(run) + offset
        const replica = serials.replicaOf(serial)
        const counter = serials.counterOf(serial)
        const last = operations[operations.length - 1]
        if (last?.kind === 'delete' && last.replica === replica && last.counter + last.length === counter) {
          operations[operations.length - 1] = { ...last, length: last.length + count }
        } else {
          operations.push({ kind: 'delete', replica, counter, length: count })
        }
        rest -= count
        run = bury(order, run, offset, offset + count)
      }
      if (rest > 0) run = list.next(run)
    }
    this.#rope.delete(from, to)
  }

  /** How many runs show between two positions; counts no further than `limit`. */
  runsBetween(from: number, to: number, limit: number): number {
    if (from === to) return 0
    const { list, runs } = this.order
    let run = list.find(from)
    let position = from - list.offset
    let count = 0
    for (; position < to && count < limit; run = list.next(run)) {
      position += runs.visible(run)
      if (!runs.isDeleted(run)) count += 1
    }
    return count
  }

  /** Inserts what was typed elsewhere and returns what becomes visible. */
  insert(operation: InsertOperation, birth: Birth): Splice {
    const left = operation.left === null ? none : this.#lastHalf(this.#serialOf(operation.left))
    const right = operation.right === null ? none : this.#firstHalf(this.#serialOf(operation.right))
    return this.#insertBetween(this.order, left, right, operation.text, birth)
  }

  /** Inserts what was typed on elsewhere and returns what becomes visible. */
  type({ text }: TypeOperation, birth: Birth): Splice {
    const order = this.order
    const { list, runs, index, serials } = order
    const left = serials.newest(birth.replica)
    const run = index.find(left)
    const next = list.next(run)
    if (next !== none && runs.left(next) === left) {
      return this.#insertBetween(order, left, runs.right(run), text, birth)
    }
    // Nobody else typed directly behind it.
    this.#caret = none
    const from = list.before(run) + runs.visible(run)
    this.#put(order, run, left, runs.right(run), from, text, birth)
    return { from, to: from, insert: text }
  }

  /** Deletes, and adds what vanishes to `splices`, which apply one after the other. */
  delete(operation: DeleteOperation, splices: Splice[]): void {
    const order = this.order
    const { list, runs, index, serials } = order
    const { replica } = operation
    const newest = operation.counter + operation.length - 1
    const last = serials.counterOf(this.#lastHalf(serials.serialOf(replica, newest)))
    let counter = serials.counterOf(this.#firstHalf(serials.serialOf(replica, operation.counter)))
    this.#caret = none
    while (counter <= last) {
      const serial = serials.serialOf(replica, counter)
      const run = index.find(serial)
      const count = Math.min(runs.end(run) - serial, last - counter + 1)
      counter += count
      if (runs.isDeleted(run)) continue
      const offset = serial - runs.start(run)
      const from = list.before(run) + offset
      bury(order, run, offset, offset + count)
      this.#rope.delete(from, from + count)
      splices.push({ from, to: from + count, insert: '' })
    }
  }

  /** An anchor that sticks to the character before or after a position; a position inside a pair counts as its start. */
  anchorAt(position: number, side: AnchorSide): Anchor {
    const place = this.isInsidePair(position) ? position - 1 : position
    const unit = side === 'before' ? place - 1 : place
    if (unit < 0) return { at: 'start' }
    if (unit === this.length) return { at: 'end' }
    const { list, runs, serials } = this.order
    const run = list.find(unit)
    const serial = runs.start(run) + list.offset
    return { at: { replica: serials.replicaOf(serial), counter: serials.counterOf(serial) }, side }
  }

  /** Where an anchor is now; `null` when its character isn't known here yet. */
  positionOf(anchor: Anchor): number | null {
    if (!('side' in anchor)) return anchor.at === 'start' ? 0 : this.length
    const { list, runs, index, serials } = this.order
    const { replica, counter } = anchor.at
    if (counter >= serials.count(replica)) return null
    const named = serials.serialOf(replica, counter)
    const serial = anchor.side === 'before' ? this.#lastHalf(named) : this.#firstHalf(named)
    const run = index.find(serial)
    const before = list.before(run)
    if (runs.isDeleted(run)) return before
    return before + serial - runs.start(run) + (anchor.side === 'before' ? 1 : 0)
  }

  /** The names of the visible code units, by run. */
  authored(): readonly AuthoredRun[] {
    const { list, runs, serials } = this.order
    const authored: AuthoredRun[] = []
    let from = 0
    for (let run = list.first; run !== none; run = list.next(run)) {
      if (runs.isDeleted(run)) continue
      const start = runs.start(run)
      const to = from + runs.length(run)
      const replica = serials.replicaOf(start)
      const counter = serials.counterOf(start)
      const last = authored.at(-1)
      if (last?.replica === replica && last.counter + from - last.from === counter) {
        authored[authored.length - 1] = { ...last, to }
      } else {
        authored.push({ from, to, replica, counter })
      }
      from = to
    }
    return authored
  }

  /** Puts an insertion between its origins and whatever was typed there at the same time. */
  #insertBetween(order: Order, left: Serial, named: Serial, text: string, birth: Birth): Splice {
    const { list, runs, index } = order
    const right = countedRight(order, left, named)
    const leftRun = left === none ? none : index.find(left)
    const isCut = leftRun !== none && left + 1 < runs.end(leftRun)
    const rest = isCut ? split(order, leftRun, left + 1 - runs.start(leftRun)) : none
    let after = integrate(order, left, right, birth)
    if (isCut && after !== leftRun) {
      // The cut behind the left origin is needed only when something comes in there.
      mergeWithNext(order, leftRun)
      if (after === rest) after = leftRun
    }
    this.#caret = none
    const from = after === none ? 0 : list.before(after) + runs.visible(after)
    this.#put(order, after, left, right, from, text, birth)
    return { from, to: from, insert: text }
  }

  /** Puts an insertion behind a run (`none`: first), at its visible position. Returns the run that it is in. */
  #put(order: Order, after: Run, left: Serial, right: Serial, position: number, text: string, birth: Birth): Run {
    const { list, runs, index, serials, lamports, pairs } = order
    const length = text.length
    const start = serials.take(birth.replica, length)
    lamports.record(birth.replica, birth.counter, birth.lamport)
    if (length > 1) pairs.note(text, start)
    this.#rope.insert(position, text)
    if (
      after !== none &&
      left === start - 1 &&
      runs.end(after) === start &&
      runs.right(after) === right &&
      !runs.isDeleted(after) &&
      !serials.beginsBlock(start)
    ) {
      // Typing on: the run just gets longer.
      runs.growAtEnd(after, length)
      list.add(after, length)
      return after
    }
    const run = runs.add(start, length, left, right, false)
    list.insertAfter(after, run, length)
    index.add(run)
    return run
  }

  #serialOf({ replica, counter }: Id): Serial {
    return this.order.serials.serialOf(replica, counter)
  }

  /** The code unit itself, or the second half of the pair that it begins. */
  #lastHalf(serial: Serial): Serial {
    return this.order.pairs.begins(serial) ? serial + 1 : serial
  }

  /** The code unit itself, or the first half of the pair that it ends. */
  #firstHalf(serial: Serial): Serial {
    return this.order.pairs.begins(serial - 1) ? serial - 1 : serial
  }
}

function emptyOrder(): Order {
  const runs = new RunTable()
  return {
    list: new OrderTree(),
    runs,
    index: new RunIndex(runs),
    serials: new SerialTable(),
    lamports: new LamportTable(),
    pairs: new PairTable(),
  }
}
