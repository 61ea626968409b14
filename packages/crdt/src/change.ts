import { type Id, isId, isReplicaId, isWithin, type ReplicaId } from './id.ts'
import {
  maxChangeOperations,
  maxChangeUnits,
  maxCounter,
  maxKeyUnits,
  maxLamport,
  maxRseq,
  maxValueUnits,
} from './limits.ts'
import { lastOf, type Operation, type PropertyValue, valueIn } from './operation.ts'

/**
 * The atomic unit that travels: what one replica did at once. `(replica, rseq)` names its content for ever.
 *
 * `counter` is the counter of its first inserted code unit (the replica's next one, also when it inserts nothing).
 * `lamport` is the time of its first tick: every inserted code unit and every property operation takes the next tick,
 * a deletion takes none. A change that only deletes has a time, but takes no tick.
 */
export type Change = {
  readonly replica: ReplicaId
  readonly rseq: number
  readonly lamport: number
  readonly counter: number
  readonly operations: readonly Operation[]
}

/** Why a change can never be applied. */
export type InvalidReason =
  /** A number out of its range, an unknown kind of operation, nothing in it. */
  | 'malformed'
  /** Text that is not well-formed UTF-16. */
  | 'text'
  /** More than `limits.ts` allows. */
  | 'limit'
  /** Two deletions of the same code unit. */
  | 'overlap'
  /** A code unit that the change itself inserts only later, or never; typing on where nothing was typed. */
  | 'reference'
  /** Its first counter is not the replica's next one. */
  | 'counter'
  /** Its time is not above the replica's last one. */
  | 'lamport'

/** A change that can never be applied, here or anywhere. Thrown before any effect. */
export class InvalidChange extends Error {
  override readonly name = 'InvalidChange'
  readonly reason: InvalidReason
  readonly replica: ReplicaId
  readonly rseq: number

  constructor(change: Change, reason: InvalidReason, detail: string | number) {
    super(`change ${change.rseq} of replica ${change.replica}: ${reason} ${detail}`)
    this.reason = reason
    this.replica = change.replica
    this.rseq = change.rseq
  }
}

/** How many code units an operation inserts. */
export function unitsIn(operation: Operation): number {
  return operation.kind === 'insert' || operation.kind === 'type' ? operation.text.length : 0
}

/** How many counters (inserted code units) and how many ticks of Lamport time a change takes. */
export function changeExtent(change: Change): { readonly characters: number; readonly lamports: number } {
  let characters = 0
  let properties = 0
  for (const operation of change.operations) {
    characters += unitsIn(operation)
    if (operation.kind === 'set' || operation.kind === 'remove') properties += 1
  }
  return { characters, lamports: characters + properties }
}

/**
 * Checks everything about a change that needs no document. Throws `InvalidChange`.
 * What it lets through can be encoded, and can be applied where its replica has come that far.
 */
export function checkChange(change: Change): void {
  const { replica, rseq, lamport, counter, operations } = change
  const areNumbers = isReplicaId(replica) && isWithin(rseq, 1, maxRseq) && isWithin(counter, 0, maxCounter + 1)
  if (!areNumbers || !Number.isSafeInteger(lamport) || operations.length === 0) refuse(change, 'malformed')
  // Every earlier code unit took a tick.
  if (lamport <= counter) refuse(change, 'lamport', lamport)
  if (operations.length > maxChangeOperations) refuse(change, 'limit')

  let next = counter
  let properties = 0
  for (const operation of operations) {
    switch (operation.kind) {
      case 'type':
        if (next === 0) refuse(change, 'reference', next)
        next += checkText(change, operation.text)
        break
      case 'insert':
        if (operation.left !== null) checkReference(change, operation.left, next)
        if (operation.right !== null) checkReference(change, operation.right, next)
        next += checkText(change, operation.text)
        break
      case 'delete': {
        const last = lastOf(operation)
        if (!isWithin(operation.counter, 0, last.counter)) refuse(change, 'malformed', 'Id')
        checkReference(change, last, next)
        break
      }
      case 'set':
      case 'remove': {
        const problem = propertyProblem(operation.key, valueIn(operation))
        if (problem !== null) refuse(change, problem, operation.key)
        properties += 1
        break
      }
      default:
        refuse(change, 'malformed')
    }
  }
  if (next - counter > maxChangeUnits || next > maxCounter + 1) refuse(change, 'limit', 'counter')
  if (lamport > maxLamport - (next - counter + properties) + 1) refuse(change, 'limit', 'lamport')
  if (operations.length > 1 && overlaps(operations)) refuse(change, 'overlap')
}

/** Whether text is well-formed UTF-16. Most is one character, which is told without a call. */
export function isWellFormed(text: string): boolean {
  return text.length === 1 ? text.charCodeAt(0) >> 11 !== 0x1b : text.isWellFormed()
}

/** Why a property can't have this key or value; `null` when it can. There is no value when it is removed. */
export function propertyProblem(key: string, value: PropertyValue | undefined): InvalidReason | null {
  const text = typeof value === 'string' ? value : ''
  if (key.length > maxKeyUnits || text.length > maxValueUnits) return 'limit'
  if (!key.isWellFormed() || !text.isWellFormed()) return 'text'
  const isValue = (value ?? null) === null || value === text || typeof value === 'boolean' || Number.isFinite(value)
  return isValue ? null : 'malformed'
}

/** Throws `InvalidChange`. */
export function refuse(change: Change, reason: InvalidReason, detail: string | number = ''): never {
  throw new InvalidChange(change, reason, detail)
}

/** `next` is the counter that the replica's next code unit gets: what has it, or a higher one, is not inserted yet. */
function checkReference(change: Change, id: Id, next: number): void {
  if (!isId(id)) refuse(change, 'malformed', 'Id')
  if (id.replica === change.replica && id.counter >= next) refuse(change, 'reference', id.counter)
}

/** How long it is. */
function checkText(change: Change, text: string): number {
  if (text.length === 0) refuse(change, 'malformed')
  if (!isWellFormed(text)) refuse(change, 'text')
  return text.length
}

/** Disjoint deletions bound the work of a change by the size of the document plus its own. */
function overlaps(operations: readonly Operation[]): boolean {
  const ranges = operations.filter((operation) => operation.kind === 'delete')
  ranges.sort((a, b) => a.replica - b.replica || a.counter - b.counter)
  return ranges.some(({ replica, counter }, index) => {
    const before = ranges[index - 1]
    return before?.replica === replica && before.counter + before.length > counter
  })
}
