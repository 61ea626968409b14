import type { Anchor, AnchorSide } from '../anchor.ts'
import type { Splice } from '../edit.ts'
import type { EditChain } from '../edit-chain.ts'
import type { Id, ReplicaId } from '../id.ts'
import type { DeleteOperation, InsertOperation, Operation, TypeOperation } from '../operation.ts'
import { type Birth, countedRight, integrate } from './integrate.ts'
import { emptyOrder, type Order } from './order.ts'
import { Rope } from './rope.ts'
import { bury, mergeWithNext, split } from './run-surgery.ts'
import type { Run, Serial } from './run-table.ts'
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
   * The run that was changed last and the position of its first code unit, `none` when it is not known: what comes next
   * mostly happens there too, and needs no search.
   */
  #near: Run = none
  #nearStart = 0
  /**
   * The position behind what was typed here last, as long as nothing else happened, and who typed it. There, at the end of
   * the run that is near and in front of its right origin, the replica goes on typing.
   */
  #caret = none
  #typist: ReplicaId = 0

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
    if (this.order.pairs.isEmpty || position === 0 || position === this.length) return false
    const unit = this.#rope.unitAt(position)
    return unit >= 0xdc00 && unit < 0xe000
  }

  /** Inserts what is typed here, exactly there, and returns the operation that tells others. */
  insertAt(
    position: number,
    text: string,
    replica: ReplicaId,
    counter: number,
    lamport: number,
  ): InsertOperation | TypeOperation {
    const order = this.order
    const { list, runs, serials } = order
    if (position === this.#caret && replica === this.#typist) {
      const near = this.#near
      this.#put(order, near, runs.end(near) - 1, runs.right(near), position, text, replica, counter, lamport)
      this.#caret = position + text.length
      return { kind: 'type', text }
    }
    let run: Run = none
    let left: Serial = none
    let right: Serial = none
    let start = 0
    if (position > 0) {
      run = this.#locate(order, position - 1)
      start = this.#nearStart
      left = runs.start(run) + position - 1 - start
    }
    if (run !== none && left + 1 < runs.end(run)) {
      right = left + 1
      split(order, run, position - start)
    } else {
      const next = run === none ? list.first : list.next(run)
      if (next !== none) right = runs.start(next)
    }
    const goesOn = run !== none && right === runs.right(run) && serials.newest(replica) === left
    const operation: InsertOperation | TypeOperation = goesOn
      ? { kind: 'type', text }
      : { kind: 'insert', left: serials.idOf(left), right: serials.idOf(right), text }
    // With its neighbours next to each other, there is nothing between them that could be a rival.
    this.#put(order, run, left, right, position, text, replica, counter, lamport)
    this.#caret = position + text.length
    this.#typist = replica
    return operation
  }

  /**
   * Deletes what shows between two positions. Returns the operations that tell others, behind those that are given
   * (`null`: none yet).
   */
  deleteBetween(from: number, to: number, before: Operation[] | null): Operation[] | null {
    const order = this.order
    const { list, runs, serials } = order
    let operations = before
    let run = this.#locate(order, from)
    let offset = from - this.#nearStart
    for (let rest = to - from; rest > 0; offset = 0) {
      if (!runs.isDeleted(run)) {
        const count = Math.min(rest, runs.length(run) - offset)
        const serial = runs.start(run) + offset
        const replica = serials.replicaOf(serial)
        const counter = serials.counterOf(serial)
        operations = withDeletion(operations, replica, counter, count)
        rest -= count
        run = this.#bury(order, run, offset, offset + count)
      }
      if (rest > 0) run = list.next(run)
    }
    this.#rope.delete(from, to)
    return operations
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

  /** Inserts what was typed elsewhere and returns what becomes visible; `deleted` is as in `DiffPiece`. */
  insert(operation: InsertOperation, birth: Birth, deleted = 0): Splice {
    const left = operation.left === null ? none : this.#lastHalf(this.#serialOf(operation.left))
    const right = operation.right === null ? none : this.#firstHalf(this.#serialOf(operation.right))
    return this.#insertBetween(this.order, left, right, operation.text, birth, deleted)
  }

  /** Inserts what was typed on elsewhere and returns what becomes visible; `deleted` is as in `DiffPiece`. */
  type({ text }: TypeOperation, birth: Birth, deleted = 0): Splice {
    const order = this.order
    const { list, runs, index, serials } = order
    const left = serials.newest(birth.replica)
    const run = index.find(left)
    const next = list.next(run)
    if (deleted > 0 || (next !== none && runs.left(next) === left)) {
      return this.#insertBetween(order, left, runs.right(run), text, birth, deleted)
    }
    // Nobody else typed directly behind it.
    const from = this.#startOf(order, run) + runs.visible(run)
    this.#caret = none
    this.#put(order, run, left, runs.right(run), from, text, birth.replica, birth.counter, birth.lamport)
    return { from, to: from, insert: text }
  }

  /** Deletes, and adds what vanishes to `splices`, which apply one after the other. */
  delete(operation: DeleteOperation, splices: EditChain): void {
    const order = this.order
    const { runs, index, serials } = order
    const { replica } = operation
    const newest = operation.counter + operation.length - 1
    const last = serials.counterOf(this.#lastHalf(serials.serialOf(replica, newest)))
    let counter = serials.counterOf(this.#firstHalf(serials.serialOf(replica, operation.counter)))
    while (counter <= last) {
      const serial = serials.serialOf(replica, counter)
      const run = index.find(serial)
      const count = Math.min(runs.end(run) - serial, last - counter + 1)
      counter += count
      if (runs.isDeleted(run)) continue
      const offset = serial - runs.start(run)
      const from = this.#startOf(order, run) + offset
      this.#bury(order, run, offset, offset + count)
      this.#rope.delete(from, from + count)
      splices.add({ from, to: from + count, insert: '' })
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

  /** Puts an insertion between its origins and whatever was typed there at the same time. */
  #insertBetween(order: Order, left: Serial, named: Serial, text: string, birth: Birth, deleted: number): Splice {
    const { runs, index } = order
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
    const from = after === none ? 0 : this.#startOf(order, after) + runs.visible(after)
    this.#caret = none
    if (deleted > 0) this.#putTombstone(order, after, left, right, text, deleted, birth)
    else this.#put(order, after, left, right, from, text, birth.replica, birth.counter, birth.lamport)
    return { from, to: from, insert: text }
  }

  /** Puts so many times a text that is deleted behind a run (`none`: first). */
  #putTombstone(
    order: Order,
    after: Run,
    left: Serial,
    right: Serial,
    text: string,
    times: number,
    birth: Birth,
  ): void {
    const { list, runs, index, serials, lamports, pairs } = order
    const length = times * text.length
    const start = serials.take(birth.replica, length)
    lamports.record(birth.replica, birth.counter, birth.lamport)
    pairs.note(text, start)
    const run = runs.add(start, length, left, right, true)
    list.insertAfter(after, run, 0)
    index.add(run)
    if (after !== none) mergeWithNext(order, after)
  }

  /** Puts an insertion behind a run (`none`: first), at its visible position. */
  #put(
    order: Order,
    after: Run,
    left: Serial,
    right: Serial,
    position: number,
    text: string,
    replica: ReplicaId,
    counter: number,
    lamport: number,
  ): void {
    const { list, runs, index, serials, lamports, pairs } = order
    const length = text.length
    const start = serials.take(replica, length)
    lamports.record(replica, counter, lamport)
    if (length > 1) pairs.note(text, start)
    this.#rope.insert(position, text)
    if (
      after !== none &&
      left === start - 1 &&
      runs.end(after) === start &&
      runs.right(after) === right &&
      !runs.isDeleted(after)
    ) {
      // Typing on: the run just gets longer. No block begins between: a new one never begins directly behind a serial in use.
      this.#near = after
      this.#nearStart = position - runs.length(after)
      runs.growAtEnd(after, length)
      list.add(after, length)
      return
    }
    const run = runs.add(start, length, left, right, false)
    list.insertAfter(after, run, length)
    index.add(run)
    this.#near = run
    this.#nearStart = position
  }

  /** Deletes code units of a visible run whose position is known by `#near`. Returns the tombstone. */
  #bury(order: Order, run: Run, from: number, to: number): Run {
    this.#caret = none
    const tombstone = bury(order, run, from, to)
    // What is left of the run begins where it began, in front of what was deleted or behind it.
    if (run !== this.#near || (from === 0 && order.runs.isDeleted(run))) this.#near = none
    return tombstone
  }

  /** The run that shows at a position. It is near then. */
  #locate({ list, runs }: Order, position: number): Run {
    const near = this.#near
    if (near !== none && position >= this.#nearStart && position < this.#nearStart + runs.visible(near)) return near
    const run = list.find(position)
    this.#near = run
    this.#nearStart = position - list.offset
    return run
  }

  /** The position of a run's first code unit. It is near then. */
  #startOf({ list }: Order, run: Run): number {
    if (run !== this.#near) {
      this.#nearStart = list.before(run)
      this.#near = run
    }
    return this.#nearStart
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

/** One more deletion: a longer one, when it goes on from the last. */
function withDeletion(
  operations: Operation[] | null,
  replica: ReplicaId,
  counter: number,
  length: number,
): Operation[] {
  if (operations === null) return [{ kind: 'delete', replica, counter, length }]
  const last = operations[operations.length - 1]
  if (last?.kind === 'delete' && last.replica === replica && last.counter + last.length === counter) {
    operations[operations.length - 1] = { ...last, length: last.length + length }
  } else {
    operations.push({ kind: 'delete', replica, counter, length })
  }
  return operations
}
