import type { Anchor, AnchorSide } from '../anchor.ts'
import type { Edit } from '../edit.ts'
import type { Id, ReplicaId } from '../id.ts'
import type { DeleteOperation, InsertOperation, Operation, TypeOperation } from '../operation.ts'
import { BatchEdit } from './batch-edit.ts'
import { type Birth, countedRight, integrate } from './integrate.ts'
import { ends } from './none.ts'
import { addRun, bury, emptyOrder, isTombstone, mergeWithNext, type Order, split } from './order.ts'
import { Rope } from './rope.ts'
import type { Run, Serial } from './run-table.ts'

const { none } = ends

/**
 * The text of a document: what shows, as a rope, and where every code unit belongs, as an order of runs. It trusts its
 * callers: operations must be valid and what they refer to must be there.
 */
export class SharedText {
  /** What shows. */
  readonly rope: Rope
  #order: Order = emptyOrder()
  /** Loads the order, `null` when that is done: a text can be read before its order is known. */
  #load: (() => Order) | null
  /**
   * The run that was changed last and the position of its first code unit, `none` when it is not known: what comes next
   * mostly happens there too, and needs no search.
   */
  #near: Run = none
  #nearStart = 0
  /** Who typed what the run that is near ends with, when nothing else happened since: they type on there. */
  #typist: ReplicaId = 0
  /** What others' changes did since `finish`. */
  readonly #batch = new BatchEdit()

  /** A text whose order is loaded when it is needed; `load` must give one that fits, or throw. */
  constructor(text = '', load: (() => Order) | null = null) {
    this.rope = new Rope(text)
    this.#load = load
  }

  /** How many code units show. */
  get length(): number {
    return this.rope.length
  }

  /** The order of the code units. It is loaded first, if it isn't; throws what that throws, each time. */
  get order(): Order {
    if (this.#load !== null) {
      this.#order = this.#load()
      this.#load = null
    }
    return this.#order
  }

  /** Whether a position is between the halves of a surrogate pair. */
  isInsidePair(position: number): boolean {
    const { list, runs, pairs } = this.order
    if (pairs.isEmpty || position === this.length) return false
    const run = list.find(position)
    return list.offset > 0 && pairs.begins(runs.start(run) + list.offset - 1)
  }

  /** Inserts what is typed here, exactly there, and returns the operation that tells others. */
  insertAt(position: number, text: string, replica: ReplicaId, lamport: number): InsertOperation | TypeOperation {
    const order = this.order
    const { list, runs, serials } = order
    let run = this.#near
    let left: Serial = none
    let right: Serial = none
    let goesOn = replica === this.#typist && position === this.#nearStart + list.weightOf(run)
    if (goesOn) {
      left = runs.end(run) - 1
      right = runs.right(run)
    } else {
      run = none
      if (position > 0) {
        run = this.#locate(position - 1)
        left = runs.start(run) + position - 1 - this.#nearStart
      }
      if (run !== none && left + 1 < runs.end(run)) {
        right = left + 1
        split(order, run, right - runs.start(run))
      } else {
        const next = run === none ? list.first : list.next(run)
        if (next !== none) right = runs.start(next)
        goesOn = run !== none && right === runs.right(run) && serials.newest(replica) === left
      }
    }
    const operation: InsertOperation | TypeOperation = goesOn
      ? { kind: 'type', text }
      : { kind: 'insert', left: serials.idOf(left), right: serials.idOf(right), text }
    // With its neighbours next to each other, there is nothing between them that could be a rival.
    this.#put(run, left, right, position, text, replica, lamport, 0)
    this.#typist = replica
    return operation
  }

  /**
   * Deletes what shows between two positions. Returns the operations that tell others, behind those that are given
   * (`null`: none yet).
   */
  deleteBetween(from: number, to: number, before: Operation[] | null): Operation[] | null {
    const { list, runs, serials } = this.order
    let operations = before
    let run = this.#locate(from)
    let offset = from - this.#nearStart
    for (let rest = to - from; rest > 0; offset = 0) {
      const units = Math.min(rest, list.weightOf(run) - offset)
      if (units > 0) {
        const serial = runs.start(run) + offset
        const replica = serials.replicaOf(serial)
        operations = withDeletion(operations, replica, serials.counterOf(serial), units)
        rest -= units
        run = this.#bury(run, offset, offset + units)
      }
      if (rest > 0) run = list.next(run)
    }
    this.rope.delete(from, to)
    return operations
  }

  /** A replica is about to change the text, with this as its next counter: the first of several steps, that is. */
  begin(replica: ReplicaId, counter: number): void {
    this.#batch.begin(replica, counter)
  }

  /** Inserts what was typed elsewhere; `deleted` is as in `DiffPiece`. */
  insert(operation: InsertOperation | TypeOperation, birth: Birth, deleted = 0): void {
    const order = this.order
    const { runs, index, serials } = order
    let left: Serial = none
    let right: Serial = none
    if (operation.kind === 'type') left = serials.newest(birth.replica)
    else {
      if (operation.left !== null) left = this.#lastHalf(operation.left)
      if (operation.right !== null) right = this.#firstHalf(operation.right)
    }
    const leftRun = left === none ? none : index.find(left)
    right = operation.kind === 'type' ? runs.right(leftRun) : countedRight(order, left, right)
    // The cut behind the left origin is needed only when something comes in there.
    const rest =
      leftRun !== none && left + 1 < runs.end(leftRun) ? split(order, leftRun, left + 1 - runs.start(leftRun)) : none
    let after = integrate(order, leftRun, left, right, birth)
    if (rest !== none && after !== leftRun) {
      mergeWithNext(order, leftRun)
      if (after === rest) after = leftRun
    }
    const { text } = operation
    const from = after === none ? 0 : this.#startOf(after) + order.list.weightOf(after)
    this.#put(after, left, right, from, text, birth.replica, birth.lamport, deleted)
    if (deleted === 0) this.#batch.step({ from, to: from, insert: text })
  }

  /** Deletes what was deleted elsewhere. */
  delete({ replica, counter: first, length }: DeleteOperation): void {
    const { runs, index, serials, pairs } = this.order
    let counter = first
    let end = first + length
    if (pairs.begins(serials.serialOf(replica, first) - 1)) counter -= 1
    if (pairs.begins(serials.serialOf(replica, end - 1))) end += 1
    while (counter < end) {
      const serial = serials.serialOf(replica, counter)
      const run = index.find(serial)
      const units = Math.min(runs.end(run) - serial, end - counter)
      if (!isTombstone(this.#order, run)) {
        const offset = serial - runs.start(run)
        const from = this.#startOf(run) + offset
        this.#bury(run, offset, offset + units)
        this.rope.delete(from, from + units)
        this.#batch.vanished(serial, replica, counter, units)
        this.#batch.step({ from, to: from + units, insert: '' })
      }
      counter += units
    }
  }

  /** What others' changes did to the text since this was called last, as one edit. */
  finish(): Edit {
    return this.#batch.finish(this.#order, this.rope)
  }

  /** An anchor that sticks to the character before or after a position; a position inside a pair counts as its start. */
  anchorAt(position: number, side: AnchorSide): Anchor {
    const place = this.isInsidePair(position) ? position - 1 : position
    const unit = side === 'before' ? place - 1 : place
    if (unit === this.length) return { at: 'end' }
    const { list, runs, serials } = this.order
    const at = unit < 0 ? null : serials.idOf(runs.start(list.find(unit)) + list.offset)
    return at === null ? { at: 'start' } : { at, side }
  }

  /** Where an anchor is now; `null` when its character isn't known here yet. */
  positionOf(anchor: Anchor): number | null {
    if (!('side' in anchor)) return anchor.at === 'start' ? 0 : this.length
    const { list, runs, index, serials } = this.order
    if (anchor.at.counter >= serials.count(anchor.at.replica)) return null
    const isBefore = anchor.side === 'before'
    const serial = isBefore ? this.#lastHalf(anchor.at) : this.#firstHalf(anchor.at)
    const run = index.find(serial)
    return list.before(run) + (isTombstone(this.#order, run) ? 0 : serial - runs.start(run) + (isBefore ? 1 : 0))
  }

  /** Puts an insertion behind a run (`none`: first), at its visible position unless it is `deleted`. */
  #put(
    after: Run,
    left: Serial,
    right: Serial,
    position: number,
    text: string,
    replica: ReplicaId,
    lamport: number,
    deleted: number,
  ): void {
    const order = this.#order
    const { list, runs, serials, pairs } = order
    const isVisible = deleted === 0
    const units = isVisible ? text.length : text.length * deleted
    const start = serials.take(replica, units, lamport)
    if (text.length > 1) pairs.note(text, start)
    if (isVisible) this.rope.insert(position, text)
    let run = after
    this.#typist = 0
    this.#nearStart = position
    if (
      run !== none &&
      left === start - 1 &&
      runs.end(run) === start &&
      runs.right(run) === right &&
      isTombstone(order, run) !== isVisible
    ) {
      // Typing on: the run just gets longer. No block begins between: a new one never begins directly behind a serial in use.
      this.#nearStart -= list.weightOf(run)
      runs.growAtEnd(run, units)
      if (isVisible) list.add(run, units)
    } else {
      run = addRun(order, after, start, units, left, right, isVisible)
    }
    this.#near = run
  }

  /** Deletes code units of a visible run whose position is known by `#near`. Returns the tombstone. */
  #bury(run: Run, from: number, to: number): Run {
    const tombstone = bury(this.#order, run, from, to)
    this.#typist = 0
    // What is left of the run begins where it began, in front of what was deleted or behind it.
    if (run !== this.#near || (from === 0 && isTombstone(this.#order, run))) this.#near = none
    return tombstone
  }

  /** The run that shows at a position. It is near then. */
  #locate(position: number): Run {
    const { list } = this.#order
    const near = this.#near
    if (near !== none && position >= this.#nearStart && position < this.#nearStart + list.weightOf(near)) return near
    this.#near = list.find(position)
    this.#nearStart = position - list.offset
    return this.#near
  }

  /** The position of a run's first code unit. It is near then. */
  #startOf(run: Run): number {
    if (run !== this.#near) {
      this.#nearStart = this.#order.list.before(run)
      this.#near = run
    }
    return this.#nearStart
  }

  /** The code unit of that name, or the second half of the pair that it begins. */
  #lastHalf({ replica, counter }: Id): Serial {
    const { serials, pairs } = this.#order
    const serial = serials.serialOf(replica, counter)
    return pairs.begins(serial) ? serial + 1 : serial
  }

  /** The code unit of that name, or the first half of the pair that it ends. */
  #firstHalf({ replica, counter }: Id): Serial {
    const { serials, pairs } = this.#order
    const serial = serials.serialOf(replica, counter)
    return pairs.begins(serial - 1) ? serial - 1 : serial
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
