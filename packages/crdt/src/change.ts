import { type Id, isCounter, isReplicaId, type ReplicaId } from './id.ts'
import {
  maxChangeOperations,
  maxChangeUnits,
  maxCounter,
  maxKeyUnits,
  maxLamport,
  maxRseq,
  maxValueUnits,
} from './limits.ts'
import type { DeleteOperation, Operation, PropertyValue } from './operation.ts'

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
  readonly reason: InvalidReason
  readonly replica: ReplicaId
  readonly rseq: number

  constructor(change: Change, reason: InvalidReason, message: string) {
    super(`invalid change ${change.rseq} of replica ${change.replica}: ${message}`)
    this.name = 'InvalidChange'
    this.reason = reason
    this.replica = change.replica
    this.rseq = change.rseq
  }
}

/** How many counters (inserted code units) and how many ticks of Lamport time a change takes. */
export function changeExtent(change: Change): { readonly characters: number; readonly lamports: number } {
  let characters = 0
  let properties = 0
  for (const operation of change.operations) {
    if (operation.kind === 'insert' || operation.kind === 'type') characters += operation.text.length
    else if (operation.kind !== 'delete') properties += 1
  }
  return { characters, lamports: characters + properties }
}

/**
 * What a change refers to: per replica the highest counter that its origins and deletions name. Code units that the
 * change itself inserts don't count; older ones of its own replica do.
 */
export function changeReferences(change: Change): ReadonlyMap<ReplicaId, number> {
  const highest = new Map<ReplicaId, number>()
  const refer = (replica: ReplicaId, counter: number) => {
    if (replica === change.replica && counter >= change.counter) return
    const known = highest.get(replica)
    if (known === undefined || counter > known) highest.set(replica, counter)
  }
  for (const operation of change.operations) {
    if (operation.kind === 'insert') {
      if (operation.left !== null) refer(operation.left.replica, operation.left.counter)
      if (operation.right !== null) refer(operation.right.replica, operation.right.counter)
    } else if (operation.kind === 'delete') {
      const last = operation.counter + operation.length - 1
      // A deletion may begin in older text of its own replica and end in what this change inserts.
      const spans = operation.replica === change.replica && operation.counter < change.counter
      refer(operation.replica, spans ? Math.min(last, change.counter - 1) : last)
    }
  }
  return highest
}

/**
 * Checks everything about a change that needs no document. Throws `InvalidChange`.
 * What it lets through can be encoded, and can be applied where its replica has come that far.
 */
export function checkChange(change: Change): void {
  const refuse = (reason: InvalidReason, message: string): never => {
    throw new InvalidChange(change, reason, message)
  }
  const { replica, rseq, lamport, counter, operations } = change
  if (!isReplicaId(replica)) refuse('malformed', 'replica out of range')
  if (!Number.isInteger(rseq) || rseq < 1 || rseq > maxRseq) refuse('malformed', 'rseq out of range')
  if (!Number.isSafeInteger(lamport)) refuse('malformed', 'lamport out of range')
  // Every earlier code unit took a tick.
  if (lamport <= counter) refuse('lamport', 'lamport below what the replica has taken')
  if (!Number.isInteger(counter) || counter < 0 || counter > maxCounter + 1) refuse('malformed', 'counter out of range')
  if (operations.length === 0) refuse('malformed', 'no operation')
  if (operations.length > maxChangeOperations) refuse('limit', 'too many operations')

  let next = counter
  let ticks = 0
  const checkReference = (id: Id) => {
    if (!isReplicaId(id.replica) || !isCounter(id.counter)) refuse('malformed', 'Id out of range')
    if (id.replica === replica && id.counter >= next) refuse('reference', 'refers to what is not inserted yet')
  }
  const checkText = (text: string) => {
    if (text.length === 0) refuse('malformed', 'empty insertion')
    if (!text.isWellFormed()) refuse('text', 'ill-formed text')
    next += text.length
    ticks += text.length
  }
  const checkProperty = (key: string, value: PropertyValue) => {
    const problem = propertyProblem(key, value)
    if (problem !== null) refuse(problem.reason, problem.message)
  }
  for (const operation of operations) {
    switch (operation.kind) {
      case 'insert':
        if (operation.left !== null) checkReference(operation.left)
        if (operation.right !== null) checkReference(operation.right)
        checkText(operation.text)
        break
      case 'type':
        if (next === 0) refuse('reference', 'goes on typing where nothing is inserted yet')
        checkText(operation.text)
        break
      case 'delete':
        if (!Number.isInteger(operation.length) || operation.length < 1) refuse('malformed', 'length out of range')
        if (!isCounter(operation.counter)) refuse('malformed', 'Id out of range')
        checkReference({ replica: operation.replica, counter: operation.counter + operation.length - 1 })
        break
      case 'set':
        checkProperty(operation.key, operation.value)
        ticks += 1
        break
      case 'remove':
        checkProperty(operation.key, null)
        ticks += 1
        break
      default:
        refuse('malformed', 'unknown kind of operation')
    }
  }
  if (next - counter > maxChangeUnits) refuse('limit', 'too much text')
  if (next > maxCounter + 1) refuse('limit', 'counters used up')
  if (lamport > maxLamport - ticks + 1) refuse('limit', 'Lamport time used up')
  if (overlaps(operations)) refuse('overlap', 'deletes a code unit twice')
}

/** Why a property can't have this key or value; `null` when it can. */
export function propertyProblem(
  key: string,
  value: PropertyValue,
): { readonly reason: InvalidReason; readonly message: string } | null {
  if (key.length > maxKeyUnits) return { reason: 'limit', message: 'key too long' }
  if (!key.isWellFormed()) return { reason: 'text', message: 'ill-formed key' }
  if (typeof value === 'string') {
    if (value.length > maxValueUnits) return { reason: 'limit', message: 'value too long' }
    if (!value.isWellFormed()) return { reason: 'text', message: 'ill-formed value' }
    return null
  }
  if (typeof value === 'number') {
    return Number.isFinite(value) ? null : { reason: 'malformed', message: 'value not finite' }
  }
  if (value === null || typeof value === 'boolean') return null
  return { reason: 'malformed', message: 'unknown kind of value' }
}

/** Disjoint deletions bound the work of a change by the size of the document plus its own. */
function overlaps(operations: readonly Operation[]): boolean {
  if (operations.length === 1) return false
  const ranges: DeleteOperation[] = []
  for (const operation of operations) if (operation.kind === 'delete') ranges.push(operation)
  ranges.sort((a, b) => a.replica - b.replica || a.counter - b.counter)
  return ranges.some((range, index) => {
    const previous = ranges[index - 1]
    if (previous === undefined || previous.replica !== range.replica) return false
    return previous.counter + previous.length > range.counter
  })
}
